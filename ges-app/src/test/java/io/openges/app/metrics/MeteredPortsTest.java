package io.openges.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.app.health.HealthBoard;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.domain.dispatch.DispatchTerms;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Queues;
import io.prometheus.client.CollectorRegistry;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeteredPortsTest {

  private static final NodeLabels NODE = new NodeLabels("1.0.0", "ges-0");
  private static final Callback CALLBACK = Callbacks.immediate().build();
  private static final String TENANT = CALLBACK.key().tenant().toString();
  private static final Instant WRITTEN =
      CALLBACK.status().updatedAt().plus(Duration.ofMillis(90_500));

  private final CollectorRegistry registry = new CollectorRegistry();
  private final HealthBoard board = new HealthBoard(List.of(Dependency.ORS_REDIS), () -> WRITTEN);
  private final FaultMetrics faults = new FaultMetrics(registry, NODE, () -> 0);
  private final CallbackMetrics metrics = new CallbackMetrics(registry, NODE);
  private final ObservedPort observed = new ObservedPort(registry, board, faults, () -> 0);
  private final Stream stream = new Stream();
  private Instant published = Instant.EPOCH;
  private final CallSubmission metered = new MeteredCallSubmission(
      observed.of(CallSubmission.class, Dependency.ORS_REDIS, stream),
      new MeteredCallSubmission.Meters(metrics, faults),
      new DispatchRules(DispatchTerms.DEFAULTS),
      tenant -> published,
      () -> WRITTEN);

  private List<String> lines() {
    return MetricsText.of(registry).lines().toList();
  }

  private void submit() {
    metered.submit(List.of(new CallSubmission.Submission(
        CALLBACK, Queues.alwaysOpen(), WaitTime.NO_TRAFFIC, Map.of())));
  }

  private static String submissions(String result) {
    return "ges_stream_submissions{tenant=\"" + TENANT + "\",result=\"" + result + "\"} 1.0";
  }

  @Test
  void aWrittenEntryCountsWithItsLateness() {
    submit();

    assertThat(lines())
        .contains(
            submissions("first"),
            "ges_dispatch_lateness_seconds_sum{tenant=\"" + TENANT + "\"} 90.5",
            "MONITOR_LAGGING_BEHIND{version=\"1.0.0\",host=\"ges-0\"} 1.0");
  }

  @Test
  void whatAPublicationReleasesIsLateOnlySinceThen() {
    published = WRITTEN.minusSeconds(2);

    submit();

    assertThat(lines())
        .contains(
            "ges_dispatch_lateness_seconds_sum{tenant=\"" + TENANT + "\"} 2.0",
            "MONITOR_LAGGING_BEHIND{version=\"1.0.0\",host=\"ges-0\"} 0.0");
  }

  @Test
  void anEntryThatWasThereIsCountedAsRepeated() {
    stream.first = false;

    submit();

    assertThat(lines()).contains(submissions("repeated_fenced"));
  }

  @Test
  void silenceIsCountedTimedAndToldToTheHealthBoard() {
    stream.failure = new DependencyUnavailableException(
        Dependency.ORS_REDIS, "submit", new UnknownHostException("voice.example"));

    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(this::submit);
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(this::submit);

    assertThat(board.isDown(Dependency.ORS_REDIS)).isTrue();
    assertThat(lines())
        .contains(
            "ges_stream_submissions{tenant=\"" + TENANT + "\",result=\"failed\"} 2.0",
            "CB_SUBMIT_FAILED{version=\"1.0.0\",host=\"ges-0\",tenant=\"" + TENANT + "\"} 2.0",
            "DNS_FAILURE{version=\"1.0.0\",host=\"ges-0\"} 2.0",
            "ges_dependency_request_duration_seconds_count{dependency=\"orsRedis\","
                + "outcome=\"failure\"} 2.0");
  }

  /** A stream that does as it is told. */
  private static final class Stream implements CallSubmission {

    private boolean first = true;
    private @Nullable DependencyUnavailableException failure;

    @Override
    public List<Result> submit(List<Submission> submissions) {
      if (failure != null) {
        throw failure;
      }
      return List.of(new Result.Written("1-0", first));
    }

    @Override
    public Entry revoke(CallbackKey key, int attempt, @Nullable String entryId) {
      return Entry.GONE;
    }

    @Override
    public void erase(CallbackKey key, int attempt, @Nullable String entryId) {}

    @Override
    public Entry look(String entryId) {
      return Entry.GONE;
    }
  }
}
