package io.openges.domain.hours;

import io.openges.domain.hours.DateRange.Dated;
import io.openges.domain.hours.DateRange.Yearly;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;

/** Offices to test with. */
public final class Offices {

  private Offices() {}

  /** The office in Paris of the example settings. */
  public static BusinessHours paris() {
    var days = new EnumMap<DayOfWeek, DayHours>(DayOfWeek.class);
    var morning = LocalRange.parse("08:00", "12:30");
    for (var day : DayOfWeek.values()) {
      days.put(day, DayHours.of(morning, LocalRange.parse("13:30", "19:00")));
    }
    days.put(DayOfWeek.FRIDAY, DayHours.of(morning, LocalRange.parse("13:30", "18:00")));
    days.put(DayOfWeek.SATURDAY, DayHours.of(LocalRange.parse("09:00", "13:00")));
    days.put(DayOfWeek.SUNDAY, DayHours.CLOSED);
    return new BusinessHours(
        "Paris contact center",
        ZoneId.of("Europe/Paris"),
        new WeeklyHours(days),
        List.of(
            special("fixed", DayHours.CLOSED, yearly("01-01"), yearly("05-01"), yearly("12-25")),
            special("movable", DayHours.CLOSED, dated("2027-03-29"), dated("2027-05-06")),
            special(
                "year-end", hours("08:00", "16:00"), dated("2026-12-24"), dated("2026-12-31"))));
  }

  /** The same hours every day, and special days. */
  public static BusinessHours daily(String zone, DayHours hours, SpecialDay... special) {
    return new BusinessHours(
        "daily", ZoneId.of(zone), WeeklyHours.everyDay(hours), List.of(special));
  }

  /** The same hours on some days of the week, closed on the others. */
  public static BusinessHours on(String zone, DayHours hours, DayOfWeek... open) {
    var days = new EnumMap<>(WeeklyHours.everyDay(DayHours.CLOSED).days());
    Stream.of(open).forEach(day -> days.put(day, hours));
    return new BusinessHours("weekly", ZoneId.of(zone), new WeeklyHours(days), List.of());
  }

  /** One range of a day. */
  public static DayHours hours(String from, String to) {
    return DayHours.of(LocalRange.parse(from, to));
  }

  /** An enabled special day. */
  public static SpecialDay special(String id, DayHours hours, DateRange... ranges) {
    return new SpecialDay(id, id, true, List.of(ranges), hours);
  }

  /** A date of one year, {@code yyyy-MM-dd}. */
  public static DateRange dated(String date) {
    return new Dated(LocalDate.parse(date), LocalDate.parse(date));
  }

  /** A day of every year, {@code MM-dd}. */
  public static DateRange yearly(String day) {
    return yearly(day, day);
  }

  /** Days of every year, {@code MM-dd}, inclusive. */
  public static DateRange yearly(String from, String to) {
    return new Yearly(MonthDay.parse("--" + from), MonthDay.parse("--" + to));
  }
}
