package io.openges.domain.hours;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * Local dates on which a special day applies: once, or every year (specification 7.2).
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface DateRange {

  /** Says whether {@code date} is one of them. */
  boolean contains(LocalDate date);

  /**
   * Dates of certain years.
   *
   * @param from first date
   * @param to last date, inclusive; not before {@code from}
   */
  record Dated(LocalDate from, LocalDate to) implements DateRange {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if {@code to} is before {@code from}
     */
    public Dated {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("to must not be before from: " + from + " to " + to);
      }
    }

    @Override
    public boolean contains(LocalDate date) {
      return !date.isBefore(from) && !date.isAfter(to);
    }
  }

  /**
   * Dates of every year. A range whose {@code to} is before its {@code from} goes over the end of
   * the year. 29 February counts in leap years only; no other date takes its place.
   *
   * @param from first day of the year
   * @param to last day, inclusive
   */
  record Yearly(MonthDay from, MonthDay to) implements DateRange {

    /** Checks that both are there. */
    public Yearly {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
    }

    @Override
    public boolean contains(LocalDate date) {
      var day = MonthDay.from(date);
      boolean afterFrom = !day.isBefore(from);
      boolean beforeTo = !day.isAfter(to);
      return to.isBefore(from) ? afterFrom || beforeTo : afterFrom && beforeTo;
    }
  }
}
