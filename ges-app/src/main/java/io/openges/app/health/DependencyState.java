package io.openges.app.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a dependency: two failures in a row mean down, one success means up
 * (specification 5.3). Immutable and thread-safe.
 *
 * @param up whether it counts as up
 * @param since when that began, milliseconds, UTC
 * @param lastUp when it answered last; null if it never did
 * @param latency how long its last answer to a check took; null before the first
 * @param failures failures in a row, 0 or more
 * @param detail what the last failure was; null while there is none
 */
public record DependencyState(
    boolean up,
    Instant since,
    @Nullable Instant lastUp,
    @Nullable Duration latency,
    int failures,
    @Nullable String detail) {

  private static final int FAILURES_OF_DOWN = 2;

  /** Returns the state before anything is known: up, in good faith. */
  static DependencyState unknown(Instant now) {
    return new DependencyState(true, now, null, null, 0, null);
  }

  DependencyState succeeded(Instant now, @Nullable Duration took) {
    return new DependencyState(true, up ? since : now, now, took == null ? latency : took, 0, null);
  }

  DependencyState failed(Instant now, String why) {
    boolean stillUp = up && failures + 1 < FAILURES_OF_DOWN;
    return new DependencyState(
        stillUp, stillUp == up ? since : now, lastUp, latency, failures + 1, why);
  }
}
