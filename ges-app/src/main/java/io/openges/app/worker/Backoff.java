package io.openges.app.worker;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after failures in a row: about one second, doubling up to ten, with jitter so
 * that nodes do not knock in step. Immutable and thread-safe.
 */
public final class Backoff {

  private static final double FIRST_MILLIS = 1_000;
  private static final double MOST_MILLIS = 10_000;
  private static final int MOST_DOUBLINGS = 4;

  private final DoubleSupplier random;

  /**
   * Makes a back-off.
   *
   * @param random numbers from 0, inclusive, to 1, exclusive
   */
  public Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Returns a pause of 1 to 10 seconds after {@code failures} in a row, 1 or more. */
  public Duration after(int failures) {
    double grown = FIRST_MILLIS * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
    double jittered = grown * (1 + random.getAsDouble() / 2);
    return Duration.ofMillis((long) Math.min(jittered, MOST_MILLIS));
  }
}
