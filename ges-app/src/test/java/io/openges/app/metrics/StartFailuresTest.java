package io.openges.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.ports.testing.Callbacks;
import io.prometheus.client.CollectorRegistry;
import org.junit.jupiter.api.Test;

class StartFailuresTest {

  private final CollectorRegistry registry = new CollectorRegistry();
  private final StartFailures failures =
      new StartFailures(new CallbackMetrics(registry, new NodeLabels("1.0.0", "ges-0")));
  private final Callback booked = Callbacks.immediate().build();

  @Test
  void anAttemptThatDidNotStartCountsAndItsSubmissionDoesNot() {
    var submission = new Attempt.Submission("1-0", Callbacks.NOON);
    var submitted = stored(
        Transitions.submitted(booked, booked.attempt().number(), submission, Callbacks.NOON));
    assertThat(count()).isZero();

    stored(Transitions.resubmit(submitted, Callbacks.NOON));

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void theLastAttemptCountsWithItsCallback() {
    stored(Transitions.complete(booked, CompletionReason.SUBMIT_FAILED, Callbacks.NOON));

    assertThat(count()).isEqualTo(1);
  }

  private Callback stored(Transition transition) {
    var changed = (Transition.Changed) transition;
    failures.accept(changed);
    return changed.after();
  }

  private double count() {
    return MetricsText.of(registry)
        .lines()
        .filter(line -> line.startsWith("CB_SUBMIT_FAILED{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
