package io.openges.app.wiring;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What a node takes for the time. Immutable, and as thread-safe as what it holds.
 *
 * @param clock what callbacks live by; a test may move it
 * @param real what the health of servers is judged by, wherever a test has moved the other
 * @param nanoTime what passes, in nanoseconds from any origin
 */
public record NodeTime(InstantSource clock, InstantSource real, LongSupplier nanoTime) {

  /** Checks that every part is there. */
  public NodeTime {
    requireNonNull(clock, "clock");
    requireNonNull(real, "real");
    requireNonNull(nanoTime, "nanoTime");
  }

  /** Returns the system's time, but for callbacks, which live by {@code clock}. */
  public static NodeTime by(InstantSource clock) {
    return new NodeTime(clock, InstantSource.system(), System::nanoTime);
  }
}
