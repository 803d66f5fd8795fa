package io.openges.domain.hours;

import io.openges.domain.hours.DateRange.Dated;
import io.openges.domain.hours.DateRange.Yearly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Offices whose bounds like the times at which clocks change. */
public final class RandomOffices {

  private RandomOffices() {}

  /** Hours to the minute, and special days around an instant. */
  public static BusinessHours any(ZoneId zone, Instant middle, Random random) {
    return office(zone, middle, 1, random);
  }

  /** Hours on multiples of so many minutes, and special days around an instant. */
  public static BusinessHours onMultiplesOf(
      int minutes, ZoneId zone, Instant middle, Random random) {
    return office(zone, middle, minutes, random);
  }

  private static BusinessHours office(ZoneId zone, Instant middle, int step, Random random) {
    var date = LocalDate.ofInstant(middle, zone).minusDays(1 + random.nextInt(3));
    var dated = new Dated(date, date.plusDays(random.nextInt(3)));
    var day = MonthDay.from(date.minusDays(random.nextInt(2)));
    var week = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
    for (var weekday : DayOfWeek.values()) {
      week.put(weekday, day(step, random));
    }
    return new BusinessHours(
        "random",
        zone,
        new WeeklyHours(week),
        List.of(
            Offices.special("once", day(step, random), dated),
            Offices.special("yearly", day(step, random), new Yearly(day, day))));
  }

  private static DayHours day(int step, Random random) {
    var bounds = new TreeSet<Integer>();
    for (int i = 2 * random.nextInt(4); i > 0; i--) {
      int minute = random.nextInt(3) == 0 ? random.nextInt(1441) : 30 * random.nextInt(9);
      bounds.add(minute / step * step);
    }
    if (random.nextBoolean()) {
      bounds.add(1440);
    }
    var ranges = new ArrayList<LocalRange>();
    var list = new ArrayList<>(bounds);
    for (int i = 0; i + 1 < list.size(); i += 2) {
      ranges.add(new LocalRange(list.get(i), list.get(i + 1)));
    }
    return DayHours.of(ranges);
  }
}
