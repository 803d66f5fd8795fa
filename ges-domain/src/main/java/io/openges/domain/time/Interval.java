package io.openges.domain.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A half-open stretch of the time-line: {@code start} lies inside it, {@code end} does not.
 *
 * <p>Intervals that touch ({@code a.end()} equals {@code b.start()}) do not overlap. An interval
 * knows no time zone. Its bounds are whole milliseconds; anything finer is cut off.
 *
 * <p>Immutable and thread-safe.
 *
 * @param start first instant of the interval, inclusive
 * @param end first instant after the interval, exclusive; always after {@code start}
 */
public record Interval(Instant start, Instant end) {

  /**
   * Cuts the bounds to milliseconds and checks them.
   *
   * @throws IllegalArgumentException if {@code end} is not after {@code start} by at least a
   *     millisecond
   */
  public Interval {
    start = requireNonNull(start, "start").truncatedTo(ChronoUnit.MILLIS);
    end = requireNonNull(end, "end").truncatedTo(ChronoUnit.MILLIS);
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("end must be after start: [" + start + ", " + end + ")");
    }
  }

  /**
   * Returns the interval that begins at {@code start} and lasts {@code length}.
   *
   * @throws IllegalArgumentException if {@code length} is shorter than a millisecond
   */
  public static Interval startingAt(Instant start, Duration length) {
    return new Interval(start, start.plus(length));
  }

  /** Says whether {@code instant} falls in this interval; the end does not. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  /** Says whether some instant lies in both intervals. */
  public boolean overlaps(Interval other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /** Returns the time from start to end, a millisecond or more. */
  public Duration duration() {
    return Duration.between(start, end);
  }
}
