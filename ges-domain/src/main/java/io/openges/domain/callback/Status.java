package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a callback stands now. Immutable and thread-safe.
 *
 * @param state its state
 * @param reason why it is completed; present exactly when it is
 * @param version rises by one with every change, from 1; two writers compare it
 * @param updatedAt when it last changed, milliseconds, UTC
 */
public record Status(
    CallbackState state, @Nullable CompletionReason reason, long version, Instant updatedAt) {

  /**
   * Checks that a reason is there exactly when the state is COMPLETED.
   *
   * @throws IllegalArgumentException if not
   */
  public Status {
    requireNonNull(state, "state");
    requireNonNull(updatedAt, "updatedAt");
    if ((state == CallbackState.COMPLETED) != (reason != null)) {
      throw new IllegalArgumentException("state " + state + " with reason " + reason);
    }
  }

  /** Returns the status after one more change. */
  public Status next(CallbackState newState, @Nullable CompletionReason newReason, Instant at) {
    return new Status(newState, newReason, version + 1, at);
  }
}
