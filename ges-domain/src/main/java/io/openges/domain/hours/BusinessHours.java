package io.openges.domain.hours;

import static java.util.Objects.requireNonNull;

import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an office is open: a week of local hours, special days that replace them, and the zone they
 * are meant in (specification 7).
 *
 * <p><b>Which hours rule a local date</b> (specification 7.2): those of the dated special day that
 * matches, else of the yearly one, else of the week; among equals the later in the list wins.
 * Special days that are disabled or have no ranges change nothing.
 *
 * <p><b>From local hours to instants</b> (specification 7.3): a range opens the first time the
 * clock shows its {@code from} and closes the last time it shows its {@code to}; a local time that
 * the clock skips means the instant of the change. {@code 24:00} is 00:00 of the next date and
 * follows the same rule: where the clock goes back from 01:00 to 00:00, a day until 24:00 closes at
 * the second midnight. So an instant whose local time lies in the hours is never closed, and some
 * others are open too: 01:30 to 02:30 on a night that shows 02:00 to 03:00 twice is open for two
 * hours on end.
 *
 * <p><b>Long and short days</b> (specification 7.4): hours the clock skips take no time, hours it
 * repeats are open twice, a date that a zone skips has no hours. Stretches that touch or overlap as
 * instants are one stretch, over midnight and over any number of days.
 *
 * <p>Immutable and thread-safe. Equal to another with equal name, zone, week and special days.
 */
public final class BusinessHours {

  /** How far from an instant its open interval is followed, either way: 31,622,400 seconds. */
  public static final Duration LOOK_AROUND = Duration.ofDays(366);

  /** How far {@link #nextOpening} looks ahead at most. */
  public static final Duration FARTHEST_OPENING = LOOK_AROUND.multipliedBy(10);

  /**
   * Days looked back at for the start of an interval; each try that does not suffice takes the
   * next.
   */
  private static final int[] DAYS_BACK = {2, 16, 128, 368};

  private final String name;
  private final ZoneId zone;
  private final WeeklyHours weekly;
  private final List<SpecialDay> specialDays;
  private final DatePlan plan;
  private final WallClock clock;

  /**
   * Lays out the special days.
   *
   * @param name what people call these hours
   * @param zone the zone of all local times
   * @param weekly the hours of an ordinary week
   * @param specialDays dates with other hours; of equals the later wins
   */
  public BusinessHours(String name, ZoneId zone, WeeklyHours weekly, List<SpecialDay> specialDays) {
    this.name = requireNonNull(name, "name");
    this.zone = requireNonNull(zone, "zone");
    this.weekly = requireNonNull(weekly, "weekly");
    this.specialDays = List.copyOf(specialDays);
    this.plan = new DatePlan(weekly, this.specialDays);
    this.clock = new WallClock(zone);
  }

  /** Returns hours that never close. */
  public static BusinessHours alwaysOpen(ZoneId zone) {
    return new BusinessHours("always open", zone, WeeklyHours.ALWAYS, List.of());
  }

  /** Returns what people call these hours. */
  public String name() {
    return name;
  }

  /** Returns the zone of all local times. */
  public ZoneId zone() {
    return zone;
  }

  /** Returns the hours of an ordinary week. */
  public WeeklyHours weekly() {
    return weekly;
  }

  /** Returns the dates with other hours, in their order. */
  public List<SpecialDay> specialDays() {
    return specialDays;
  }

  /** Returns the hours that rule a local date, by specification 7.2. */
  public DayHours hoursOn(LocalDate date) {
    return plan.hoursOn(date);
  }

  /** Returns the special day that rules a local date, if one does. */
  public Optional<SpecialDay> specialDayOn(LocalDate date) {
    return plan.specialDayOn(date);
  }

  /** Says whether the office is open at an instant. */
  public boolean isOpenAt(Instant instant) {
    return plan.neverClosing() || stretchAt(instant, 1, 1) != null;
  }

  /**
   * Returns the longest open interval that contains an instant; empty when it is closed.
   *
   * <p>The interval is followed for {@link #LOOK_AROUND} either way and cut there: hours that do
   * not close within that time yield exactly {@code [instant - 366 d, instant + 366 d)}.
   */
  public Optional<Interval> openIntervalAt(Instant instant) {
    var earliest = instant.minus(LOOK_AROUND);
    var latest = instant.plus(LOOK_AROUND);
    if (plan.neverClosing()) {
      return Optional.of(new Interval(earliest, latest));
    }
    for (int daysBack : DAYS_BACK) {
      var stretch = stretchAt(instant, daysBack, LOOK_AROUND.toDays() + 2);
      if (stretch == null) {
        return Optional.empty();
      }
      var before = clock.dateAt(instant).minusDays(daysBack + 1L);
      boolean wholeStart = clock.closing(before, LocalRange.END_OF_DAY) < stretch.start();
      if (wholeStart || stretch.start() <= earliest.getEpochSecond()) {
        return Optional.of(cut(stretch, earliest, latest));
      }
    }
    throw new IllegalStateException("an interval of more than 366 days has no start: " + instant);
  }

  /**
   * Returns the first open instant of {@code [from, limit)}: {@code from} itself when open, else
   * the next opening; empty when there is none or {@code limit} is not after {@code from}. Looks no
   * farther ahead than {@link #FARTHEST_OPENING}.
   */
  public Optional<Instant> nextOpening(Instant from, Instant limit) {
    var farthest = from.plus(FARTHEST_OPENING);
    var bound = limit.isBefore(farthest) ? limit : farthest;
    if (!from.isBefore(bound)) {
      return Optional.empty();
    }
    if (isOpenAt(from)) {
      return Optional.of(from);
    }
    var open = walk(from, bound);
    while (open.advance()) {
      var opening = Instant.ofEpochSecond(open.start());
      if (opening.isAfter(from)) {
        return opening.isBefore(bound) ? Optional.of(opening) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Returns how long the office stays open from an instant on (specification 3.7): zero when
   * closed, {@link #LOOK_AROUND} when it does not close within that time.
   */
  public Duration openFor(Instant instant) {
    if (plan.neverClosing()) {
      return LOOK_AROUND;
    }
    var stretch = stretchAt(instant, 1, LOOK_AROUND.toDays() + 2);
    if (stretch == null) {
      return Duration.ZERO;
    }
    var left = Duration.between(instant, Instant.ofEpochSecond(stretch.end()));
    return left.compareTo(LOOK_AROUND) < 0 ? left : LOOK_AROUND;
  }

  /** Returns why the office is closed at an instant; empty when it is open. */
  public Optional<ClosedReason> closedBecause(Instant instant) {
    if (isOpenAt(instant)) {
      return Optional.empty();
    }
    return Optional.of(
        plan.specialDayOn(clock.dateAt(instant)).isPresent()
            ? ClosedReason.CLOSED_SPECIAL_DAY
            : ClosedReason.CLOSED_WEEKLY);
  }

  /**
   * Returns the open time within a range: intervals in rising order that neither overlap nor touch,
   * cut to the range.
   */
  public List<Interval> openIntervals(Interval range) {
    if (plan.neverClosing()) {
      return List.of(range);
    }
    var result = new ArrayList<Interval>();
    var open = walk(range.start(), range.end());
    while (open.advance() && Instant.ofEpochSecond(open.start()).isBefore(range.end())) {
      if (Instant.ofEpochSecond(open.end()).isAfter(range.start())) {
        result.add(cut(open, range.start(), range.end()));
      }
    }
    return List.copyOf(result);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BusinessHours that
        && name.equals(that.name)
        && zone.equals(that.zone)
        && weekly.equals(that.weekly)
        && specialDays.equals(that.specialDays);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, zone, weekly, specialDays);
  }

  @Override
  public String toString() {
    return "BusinessHours[" + name + ", " + zone + "]";
  }

  /** The stretch that contains the instant, as the dates around it make it; null when closed. */
  private @Nullable OpenStretches stretchAt(Instant instant, long daysBack, long daysAhead) {
    var date = clock.dateAt(instant);
    var open = new OpenStretches(plan, clock, date.minusDays(daysBack), date.plusDays(daysAhead));
    long second = instant.getEpochSecond();
    while (open.advance() && open.start() <= second) {
      if (second < open.end()) {
        return open;
      }
    }
    return null;
  }

  /**
   * A clock put back by up to a day leaves a date's hours at most one local date from their own.
   */
  private OpenStretches walk(Instant from, Instant to) {
    return new OpenStretches(
        plan, clock, clock.dateAt(from).minusDays(1), clock.dateAt(to).plusDays(1));
  }

  private static Interval cut(OpenStretches open, Instant from, Instant to) {
    var end = Instant.ofEpochSecond(open.end());
    return new Interval(
        later(from, Instant.ofEpochSecond(open.start())), end.isBefore(to) ? end : to);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
