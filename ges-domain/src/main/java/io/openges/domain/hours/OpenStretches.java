package io.openges.domain.hours;

import java.time.LocalDate;
import java.util.List;

/**
 * Walks through the open stretches that the hours of some local dates make, in rising order; those
 * that touch or overlap as instants come as one.
 *
 * <p>Not thread-safe; one thread at a time.
 */
final class OpenStretches {

  private final DatePlan plan;
  private final WallClock clock;
  private final LocalDate last;

  private LocalDate date;
  private List<LocalRange> ranges;
  private int next;
  private long start;
  private long end;

  /**
   * Stands before the first stretch.
   *
   * @param first first date whose hours count
   * @param last last date whose hours count, not before {@code first}
   */
  OpenStretches(DatePlan plan, WallClock clock, LocalDate first, LocalDate last) {
    this.plan = plan;
    this.clock = clock;
    this.last = last;
    this.date = first;
    this.ranges = plan.hoursOn(first).ranges();
    toNextRange();
  }

  /** Goes to the next stretch; false when there is none. */
  boolean advance() {
    while (next < ranges.size()) {
      start = clock.opening(date, ranges.get(next).fromMinute());
      end = endOfChain();
      if (start < end) {
        return true;
      }
    }
    return false;
  }

  /** Start of the stretch, in seconds since 1970. */
  long start() {
    return start;
  }

  /** End of the stretch, exclusive, in seconds since 1970. */
  long end() {
    return end;
  }

  /** Takes ranges while they join on, and returns where the last of them closes. */
  private long endOfChain() {
    while (true) {
      var closingDate = date;
      int closingMinute = ranges.get(next).toMinute();
      next++;
      toNextRange();
      if (joinsLocally(closingDate, closingMinute)) {
        continue; // an opening is never after the closing of the same local time
      }
      long closes = clock.closing(closingDate, closingMinute);
      if (next >= ranges.size() || clock.opening(date, ranges.get(next).fromMinute()) > closes) {
        return closes;
      }
    }
  }

  private boolean joinsLocally(LocalDate closingDate, int closingMinute) {
    return closingMinute == LocalRange.END_OF_DAY
        && next < ranges.size()
        && ranges.get(next).fromMinute() == 0
        && date.toEpochDay() == closingDate.toEpochDay() + 1;
  }

  private void toNextRange() {
    while (next >= ranges.size() && date.isBefore(last)) {
      date = date.plusDays(1);
      ranges = plan.hoursOn(date).ranges();
      next = 0;
    }
  }
}
