package io.openges.domain.queue;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.hours.DayHours;
import io.openges.domain.hours.SpecialDay;
import io.openges.domain.hours.WeeklyHours;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one business-hours object (specification 10.3). Not thread-safe; one thread at a time. */
final class HoursReader {

  /** The days of the week by the names that settings use, Monday first. */
  static final Map<String, DayOfWeek> DAYS = Collections.unmodifiableMap(days());

  private static final int MOST_SPECIAL_DAYS = 500;
  private static final Values NAME = Values.text(1, 255);

  private final String path;
  private final Problems problems;

  HoursReader(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** Returns the hours; empty if they cannot be made, of which a problem tells. */
  Optional<BusinessHours> read(String id, Map<String, Object> fields) {
    int before = problems.errors().size();
    var name = name(id, fields.get("name"));
    var zone = zone(fields.get("timezone"));
    var week = week(fields.get("weekly"));
    var special = specialDays(fields.get("specialDays"));
    return problems.errors().size() > before || zone.isEmpty()
        ? Optional.empty()
        : Optional.of(new BusinessHours(name, zone.get(), new WeeklyHours(week), special));
  }

  private String name(String id, @Nullable Object value) {
    if (value == null) {
      return id;
    }
    if (!NAME.allow(value)) {
      problems.expected(path + ".name", NAME.expected(), value);
    }
    return value.toString();
  }

  private Optional<ZoneId> zone(@Nullable Object value) {
    var at = path + ".timezone";
    if (value == null) {
      problems.missing(at, ZoneNames.EXPECTED);
      return Optional.empty();
    }
    var zone = value instanceof String name ? ZoneNames.zone(name) : Optional.<ZoneId>empty();
    if (zone.isEmpty()) {
      problems.expected(at, ZoneNames.EXPECTED, value);
    }
    return zone;
  }

  private Map<DayOfWeek, DayHours> week(@Nullable Object value) {
    var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
    var at = path + ".weekly";
    if (!(value instanceof Map<?, ?> days)) {
      if (value == null) {
        problems.missing(at, "an object with the days " + String.join(", ", DAYS.keySet()));
      } else {
        problems.expected(at, "an object with a list for each day", value);
      }
      return week;
    }
    var ranges = new RangesReader(problems);
    DAYS.forEach((name, day) -> week.put(day, ranges.read(at + "." + name, days.get(name))));
    for (var name : days.keySet()) {
      if (!DAYS.containsKey(name)) {
        problems.error(
            at + "." + name, "unknown day: expected " + String.join(", ", DAYS.keySet()));
      }
    }
    return week;
  }

  private List<SpecialDay> specialDays(@Nullable Object value) {
    var special = new ArrayList<SpecialDay>();
    var at = path + ".specialDays";
    if (value instanceof List<?> list) {
      if (list.size() > MOST_SPECIAL_DAYS) {
        problems.error(
            at, "expected at most " + MOST_SPECIAL_DAYS + " special days, not " + list.size());
      }
      for (int i = 0; i < list.size(); i++) {
        new SpecialDayReader(at + "[" + i + "]", problems)
            .read(list.get(i))
            .ifPresent(special::add);
      }
    } else if (value != null) {
      problems.expected(at, "a list", value);
    }
    return special;
  }

  private static Map<String, DayOfWeek> days() {
    var days = new LinkedHashMap<String, DayOfWeek>();
    for (var day : DayOfWeek.values()) {
      days.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day);
    }
    return days;
  }
}
