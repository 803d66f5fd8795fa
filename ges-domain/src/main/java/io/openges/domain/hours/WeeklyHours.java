package io.openges.domain.hours;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The opening hours of an ordinary week: one {@link DayHours} for each day.
 *
 * <p>Immutable and thread-safe.
 *
 * @param days the hours of all seven days
 */
public record WeeklyHours(Map<DayOfWeek, DayHours> days) {

  /** Every day from 00:00 to 24:00. */
  public static final WeeklyHours ALWAYS = everyDay(DayHours.ALL_DAY);

  /**
   * Checks that no day is missing.
   *
   * @throws IllegalArgumentException if one is
   */
  public WeeklyHours {
    if (days.size() != DayOfWeek.values().length) {
      throw new IllegalArgumentException("hours of all seven days expected: " + days.keySet());
    }
    days = Collections.unmodifiableMap(new EnumMap<>(days));
  }

  /** Returns the week in which every day has the same hours. */
  public static WeeklyHours everyDay(DayHours hours) {
    var days = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      days.put(day, hours);
    }
    return new WeeklyHours(days);
  }

  /** Returns the hours of a day of the week. */
  public DayHours on(DayOfWeek day) {
    return requireNonNull(days.get(day), "hours of the day");
  }
}
