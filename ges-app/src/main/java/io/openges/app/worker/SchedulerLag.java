package io.openges.app.worker;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Measures how late a sleeping thread wakes: the load of the processor and pauses of the JVM
 * (metric ges_scheduler_lag_seconds). Safe for use by many threads at once; run by one.
 */
public final class SchedulerLag implements Step {

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final double KEPT = 0.8;
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private long expected;
  private boolean measuring;
  private volatile double seconds;

  /** Makes a probe on a clock for elapsed time. */
  public SchedulerLag(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public Duration run() {
    long now = nanoTime.getAsLong();
    if (measuring) {
      double late = Math.max(0, now - expected) / NANOS;
      // A high value fades over some seconds, so that a scrape sees it.
      seconds = Math.max(late, seconds * KEPT);
    }
    measuring = true;
    expected = now + INTERVAL.toNanos();
    return INTERVAL;
  }

  /** Returns the lag of late, in seconds, 0 or more. */
  public double seconds() {
    return seconds;
  }
}
