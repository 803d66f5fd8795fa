package io.openges.ports.testing;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Business hours to publish, step by step: closed all week until days are opened. Not thread-safe;
 * one thread at a time.
 */
public final class Hours {

  private final String zone;
  private final Map<DayOfWeek, List<Object>> week = new EnumMap<>(DayOfWeek.class);
  private final List<Object> specialDays = new ArrayList<>();

  private Hours(String zone) {
    this.zone = zone;
    for (var day : DayOfWeek.values()) {
      week.put(day, new ArrayList<>());
    }
  }

  /** Returns hours in a zone such as {@code Europe/Paris}, closed all week. */
  public static Hours in(String zone) {
    return new Hours(zone);
  }

  /** Returns hours in a zone that never close. */
  public static Hours always(String zone) {
    return in(zone).daily("00:00", "24:00");
  }

  /** Opens a day of the week; once more for hours after a break. */
  public Hours on(DayOfWeek day, String from, String to) {
    week.computeIfAbsent(day, absent -> new ArrayList<>()).add(range(from, to));
    return this;
  }

  /** Opens Monday to Friday. */
  public Hours weekdays(String from, String to) {
    for (var day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.SATURDAY) < 0) {
        on(day, from, to);
      }
    }
    return this;
  }

  /** Opens every day. */
  public Hours daily(String from, String to) {
    return weekdays(from, to).on(DayOfWeek.SATURDAY, from, to).on(DayOfWeek.SUNDAY, from, to);
  }

  /** Closes a date {@code yyyy-MM-dd}. */
  public Hours closedOn(String date) {
    return special(false, date, List.of());
  }

  /** Closes a day of every year, {@code MM-dd}. */
  public Hours closedEvery(String monthDay) {
    return special(true, monthDay, List.of());
  }

  /** Gives a date {@code yyyy-MM-dd} hours of its own. */
  public Hours openOn(String date, String from, String to) {
    return special(false, date, List.of(range(from, to)));
  }

  private Hours special(boolean yearly, String date, List<Object> hours) {
    specialDays.add(Map.of(
        "id",
        "d" + specialDays.size(),
        "name",
        date,
        "enabled",
        true,
        "yearly",
        yearly,
        "ranges",
        List.of(range(date, date)),
        "hours",
        hours));
    return this;
  }

  /** Returns the object as it stands in a publication (specification 10.3). */
  public Map<String, Object> content() {
    var weekly = new LinkedHashMap<String, Object>();
    week.forEach((day, hours) ->
        weekly.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), List.copyOf(hours)));
    return Map.of(
        "name", zone, "timezone", zone, "weekly", weekly, "specialDays", List.copyOf(specialDays));
  }

  private static Map<String, Object> range(String from, String to) {
    return Map.of("from", from, "to", to);
  }
}
