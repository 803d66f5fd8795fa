package io.openges.domain.hours;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which hours rule a local date (specification 7.2): a dated special day before a yearly one, among
 * equals the later in the list, else the week's.
 *
 * <p>The special days are laid out once, so that a question costs the same however many there are.
 *
 * <p>Immutable and thread-safe.
 */
final class DatePlan {

  private static final int LEAP_YEAR = 2000;
  private static final int DAYS_OF_LEAP_YEAR = 366;

  private final WeeklyHours weekly;
  /** From each date to the next key: who rules, or nobody. Read-only once built. */
  private final TreeMap<LocalDate, Optional<SpecialDay>> dated = new TreeMap<>();

  private final @Nullable SpecialDay[] yearly = new SpecialDay[DAYS_OF_LEAP_YEAR];
  private final boolean neverClosing;

  DatePlan(WeeklyHours weekly, List<SpecialDay> specialDays) {
    this.weekly = weekly;
    dated.put(LocalDate.MIN, Optional.empty());
    for (var special : specialDays) {
      if (special.enabled()) {
        special.ranges().forEach(range -> layOut(range, special));
      }
    }
    neverClosing = weekly.days().values().stream().allMatch(DayHours.ALL_DAY::equals)
        && specialDays.stream()
            .filter(SpecialDay::hasEffect)
            .allMatch(special -> special.hours().equals(DayHours.ALL_DAY));
  }

  Optional<SpecialDay> specialDayOn(LocalDate date) {
    return Optional.ofNullable(specialOn(date));
  }

  DayHours hoursOn(LocalDate date) {
    var special = specialOn(date);
    return special != null ? special.hours() : weekly.on(date.getDayOfWeek());
  }

  boolean neverClosing() {
    return neverClosing;
  }

  private @Nullable SpecialDay specialOn(LocalDate date) {
    var once = Objects.requireNonNull(dated.floorEntry(date)).getValue();
    return once.isPresent() ? once.get() : yearly[dayOfLeapYear(MonthDay.from(date))];
  }

  private void layOut(DateRange range, SpecialDay special) {
    if (range instanceof DateRange.Dated once) {
      var next = once.to().plusDays(1);
      var afterwards = Objects.requireNonNull(dated.floorEntry(next)).getValue();
      dated.subMap(once.from(), true, next, true).clear();
      dated.put(once.from(), Optional.of(special));
      dated.put(next, afterwards);
    } else if (range instanceof DateRange.Yearly everyYear) {
      int last = dayOfLeapYear(everyYear.to());
      int day = dayOfLeapYear(everyYear.from());
      yearly[day] = special;
      while (day != last) {
        day = (day + 1) % DAYS_OF_LEAP_YEAR;
        yearly[day] = special;
      }
    } else {
      throw new IllegalStateException("unknown range: " + range);
    }
  }

  private static int dayOfLeapYear(MonthDay day) {
    return day.atYear(LEAP_YEAR).getDayOfYear() - 1;
  }
}
