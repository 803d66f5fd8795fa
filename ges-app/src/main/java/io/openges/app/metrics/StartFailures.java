package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Transition;
import java.util.function.Consumer;

/**
 * Counts attempts that did not start (specification 6.6, rule 6), of the changes that are stored.
 * Safe for use by many threads at once.
 */
public final class StartFailures implements Consumer<Transition.Changed> {

  private static final String NOT_STARTED = "NOT_STARTED";

  private final CallbackMetrics metrics;

  /** Counts in {@code metrics}. */
  public StartFailures(CallbackMetrics metrics) {
    this.metrics = requireNonNull(metrics, "metrics");
  }

  @Override
  public void accept(Transition.Changed change) {
    if (failedToStart(change)) {
      metrics.submitFailed(change.after().key().tenant());
    }
  }

  private static boolean failedToStart(Transition.Changed change) {
    return CompletionReason.SUBMIT_FAILED.equals(change.after().status().reason())
        || change.events().stream().anyMatch(event -> NOT_STARTED.equals(event.note()));
  }
}
