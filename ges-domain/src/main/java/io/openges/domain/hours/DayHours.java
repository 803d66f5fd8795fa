package io.openges.domain.hours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The opening hours of one local day: ranges that neither overlap nor touch, in rising order
 * (specification 7.1).
 *
 * <p>Immutable and thread-safe.
 *
 * @param ranges the opening hours; empty when the day is closed
 */
public record DayHours(List<LocalRange> ranges) {

  /** A day without hours. */
  public static final DayHours CLOSED = new DayHours(List.of());

  /** A day from 00:00 to 24:00. */
  public static final DayHours ALL_DAY =
      new DayHours(List.of(new LocalRange(0, LocalRange.END_OF_DAY)));

  /**
   * Sorts the ranges and merges those that touch.
   *
   * @throws IllegalArgumentException if two of them overlap
   */
  public DayHours {
    ranges = merged(ranges);
  }

  /**
   * Returns the day with the given hours, in any order; touching ranges are merged.
   *
   * @throws IllegalArgumentException if two of them overlap
   */
  public static DayHours of(List<LocalRange> ranges) {
    return new DayHours(ranges);
  }

  /**
   * Returns the day with the given hours, in any order; touching ranges are merged.
   *
   * @throws IllegalArgumentException if two of them overlap
   */
  public static DayHours of(LocalRange... ranges) {
    return new DayHours(List.of(ranges));
  }

  /** Says whether a clock that shows {@code minuteOfDay} (0 to 1439) shows an open time. */
  public boolean contains(int minuteOfDay) {
    for (var range : ranges) {
      if (range.contains(minuteOfDay)) {
        return true;
      }
    }
    return false;
  }

  private static List<LocalRange> merged(List<LocalRange> ranges) {
    var sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(LocalRange::fromMinute));
    var result = new ArrayList<LocalRange>(sorted.size());
    for (var range : sorted) {
      int last = result.size() - 1;
      if (last < 0 || range.fromMinute() > result.get(last).toMinute()) {
        result.add(range);
      } else if (range.fromMinute() == result.get(last).toMinute()) {
        result.set(last, new LocalRange(result.get(last).fromMinute(), range.toMinute()));
      } else {
        throw new IllegalArgumentException(
            "hours of a day must not overlap: " + result.get(last) + " and " + range);
      }
    }
    return List.copyOf(result);
  }
}
