package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import io.openges.ports.driven.callback.CallbackStore;
import java.util.List;
import java.util.Optional;

/**
 * Counts attempts that did not start (specification 6.6, rule 6). Safe for use by many threads at
 * once.
 */
public final class MeteredCallbackStore implements CallbackStore {

  private static final String NOT_STARTED = "NOT_STARTED";

  private final CallbackStore target;
  private final CallbackMetrics metrics;

  /** Makes the decorator. */
  public MeteredCallbackStore(CallbackStore target, CallbackMetrics metrics) {
    this.target = requireNonNull(target, "target");
    this.metrics = requireNonNull(metrics, "metrics");
  }

  @Override
  public Optional<Callback> find(CallbackKey key) {
    return target.find(key);
  }

  @Override
  public Optional<CallbackKey> locate(CallbackId id) {
    return target.locate(id);
  }

  @Override
  public UpdateOutcome update(Update update) {
    var outcome = target.update(update);
    if (outcome == UpdateOutcome.STORED && failedToStart(update.change())) {
      metrics.submitFailed(update.change().after().key().tenant());
    }
    return outcome;
  }

  @Override
  public List<TimelineEvent> timeline(CallbackKey key) {
    return target.timeline(key);
  }

  private static boolean failedToStart(Transition.Changed change) {
    return CompletionReason.SUBMIT_FAILED.equals(change.after().status().reason())
        || change.events().stream().anyMatch(event -> NOT_STARTED.equals(event.note()));
  }
}
