package io.openges.app.push;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Tells how much was dropped, once a minute at most and only while something is. Safe for use by
 * many threads at once.
 */
final class Drops {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final LongConsumer tell;
  private long number;
  private long toldAt;

  /**
   * Makes it.
   *
   * @param nanoTime a monotonic clock in nanoseconds
   * @param tell told how many were dropped since it was told last
   */
  Drops(LongSupplier nanoTime, LongConsumer tell) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    this.tell = requireNonNull(tell, "tell");
    this.toldAt = nanoTime.getAsLong() - MINUTE;
  }

  /** Takes note that one more was dropped. */
  synchronized void add() {
    number++;
    long now = nanoTime.getAsLong();
    if (now - toldAt >= MINUTE) {
      tell.accept(number);
      number = 0;
      toldAt = now;
    }
  }
}
