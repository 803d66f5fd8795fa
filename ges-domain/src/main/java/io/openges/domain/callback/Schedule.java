package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When a callback is wanted. Immutable and thread-safe.
 *
 * @param kind immediate or scheduled
 * @param desiredTime when the customer wants the call, milliseconds, UTC
 * @param expiresAt when it is given up if nobody served it, milliseconds, UTC (specification 6.8)
 */
public record Schedule(CallbackKind kind, Instant desiredTime, Instant expiresAt) {

  /** Checks that every part is there. */
  public Schedule {
    requireNonNull(kind, "kind");
    requireNonNull(desiredTime, "desiredTime");
    requireNonNull(expiresAt, "expiresAt");
  }

  /** Returns the same schedule with another end of its life. */
  public Schedule withExpiresAt(Instant instant) {
    return new Schedule(kind, desiredTime, instant);
  }
}
