package io.openges.domain.capacity;

import static java.util.Objects.requireNonNull;

import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;

/**
 * A capacity interval of a {@link SlotGrid} (specification 8.1). Its start, an instant, is its key:
 * a local time that the clock shows twice has two slots.
 *
 * <p>Immutable and thread-safe.
 *
 * @param interval the time it covers
 * @param nominalLength the grid's length; the slot itself is shorter next to some changes of the
 *     clock, never longer
 */
public record Slot(Interval interval, Duration nominalLength) {

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if the interval is longer than {@code nominalLength}
   */
  public Slot {
    requireNonNull(interval, "interval");
    requireNonNull(nominalLength, "nominalLength");
    if (interval.duration().compareTo(nominalLength) > 0) {
      throw new IllegalArgumentException("longer than " + nominalLength + ": " + interval);
    }
  }

  /** Returns the first instant of the slot, inclusive. */
  public Instant start() {
    return interval.start();
  }

  /** Returns the first instant after the slot, exclusive. */
  public Instant end() {
    return interval.end();
  }

  /** Says whether {@code instant} falls in this slot; the end does not. */
  public boolean contains(Instant instant) {
    return interval.contains(instant);
  }

  /**
   * Returns this slot's share of what one of nominal length takes, rounded up (specification 8.1).
   */
  int shareOf(int callbacks) {
    long nominalMillis = nominalLength.toMillis();
    long share = callbacks * interval.duration().toMillis();
    return Math.toIntExact((share + nominalMillis - 1) / nominalMillis);
  }
}
