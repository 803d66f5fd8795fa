package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driving.callback.CancelCallback;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Commits first; the dispatcher then revokes the attempt that may be under way and tells its
 * session, as often as it takes (specification 6.6, rule 10).
 */
public final class CancelCallbackService implements CancelCallback {

  private final CallbackStore callbacks;
  private final InstantSource time;
  private final Committed committed;

  /** Makes the service. */
  public CancelCallbackService(CallbackStore callbacks, InstantSource time, Committed committed) {
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.time = requireNonNull(time, "time");
    this.committed = requireNonNull(committed, "committed");
  }

  @Override
  public Outcome cancel(Command command) {
    while (true) {
      var found = callbacks.find(command.key());
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
      var transition = Transitions.cancel(found.get(), command.reason(), command.actor(), now);
      if (transition instanceof Transition.Unchanged unchanged) {
        return new Outcome.Cancelled(unchanged.callback());
      }
      if (!(transition instanceof Transition.Changed changed)) {
        return new Outcome.NotCancellable(found.get());
      }
      var cancelled = changed.after();
      var wakeAt = cancelled.progress().revocation() == null ? null : now;
      var update = new CallbackStore.Update(changed, wakeAt, null, deed(command, now));
      if (callbacks.update(update) == CallbackStore.UpdateOutcome.STORED) {
        committed.tell(cancelled, wakeAt);
        return new Outcome.Cancelled(cancelled);
      }
      // somebody else moved it meanwhile: judge again by what it is now
    }
  }

  private static @Nullable AuditEntry deed(Command command, Instant now) {
    var by = command.audited();
    var key = command.key();
    return by == null
        ? null
        : new AuditEntry(
            key.tenant(),
            now,
            by,
            Action.CANCEL,
            AuditEntry.callback(key.id()),
            command.reason().value());
  }
}
