package io.openges.domain.hours;

import static io.openges.domain.hours.Offices.daily;
import static io.openges.domain.hours.Offices.dated;
import static io.openges.domain.hours.Offices.hours;
import static io.openges.domain.hours.Offices.on;
import static io.openges.domain.hours.Offices.paris;
import static io.openges.domain.hours.Offices.special;
import static io.openges.domain.hours.Offices.yearly;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.time.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursTest {

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T06:59:59.999Z, false, 0",
    "2026-12-01T07:00:00Z, true, 16200",
    "2026-12-01T08:00:00Z, true, 12600",
    "2026-12-01T11:29:59Z, true, 1",
    "2026-12-01T11:30:00Z, false, 0",
    "2026-12-01T12:30:00Z, true, 19800",
    "2026-12-01T18:00:00Z, false, 0",
    "2026-12-04T16:00:00Z, true, 3600", // Friday
    "2026-12-04T17:00:00Z, false, 0",
    "2026-12-05T11:59:00Z, true, 60", // Saturday
    "2026-12-06T09:00:00Z, false, 0", // Sunday
    "2026-12-24T14:00:00Z, true, 3600", // half-day
    "2026-12-24T15:00:00Z, false, 0",
    "2026-12-25T09:00:00Z, false, 0", // holiday
    "2027-03-29T09:00:00Z, false, 0", // Easter Monday
    "2027-03-30T06:00:00Z, true, 16200" // summer time
  })
  void parisIsOpenAsItsSettingsSay(Instant instant, boolean open, long seconds) {
    assertThat(paris().isOpenAt(instant)).isEqualTo(open);
    assertThat(paris().openFor(instant)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(paris().openIntervalAt(instant).isPresent()).isEqualTo(open);
    assertThat(paris().closedBecause(instant).isEmpty()).isEqualTo(open);
  }

  @Test
  void theOpenIntervalEndsAtTheLunchBreak() {
    assertThat(paris().openIntervalAt(Instant.parse("2026-12-01T08:00:00.250Z")))
        .contains(interval("2026-12-01T07:00:00Z", "2026-12-01T11:30:00Z"));
  }

  @Test
  void theNextOpeningIsAfterTheHoliday() {
    var limit = Instant.parse("2027-01-01T00:00:00Z");
    var closing = Instant.parse("2026-12-24T15:00:00Z");
    var opening = Instant.parse("2026-12-26T08:00:00Z");

    assertThat(paris().nextOpening(closing, limit)).contains(opening);
    assertThat(paris().nextOpening(closing, opening)).isEmpty();
    assertThat(paris().nextOpening(closing, opening.plusMillis(1))).contains(opening);
  }

  @Test
  void theNextOpeningOfAnOpenInstantIsItself() {
    var open = Instant.parse("2026-12-01T08:00:00.250Z");

    assertThat(paris().nextOpening(open, open.plusMillis(1))).contains(open);
    assertThat(paris().nextOpening(open, open)).isEmpty();
  }

  @Test
  void anOfficeThatNeverOpensHasNoNextOpeningWhateverTheLimit() {
    var never = daily("Europe/Paris", DayHours.CLOSED);

    assertThat(never.nextOpening(Instant.parse("2027-01-01T00:00:00Z"), Instant.MAX))
        .isEmpty();
  }

  @Test
  void closingHasItsReason() {
    assertThat(paris().closedBecause(Instant.parse("2026-12-06T09:00:00Z")))
        .contains(ClosedReason.CLOSED_WEEKLY);
    assertThat(paris().closedBecause(Instant.parse("2026-12-25T09:00:00Z")))
        .contains(ClosedReason.CLOSED_SPECIAL_DAY);
    assertThat(paris().closedBecause(Instant.parse("2026-12-24T16:00:00Z")))
        .contains(ClosedReason.CLOSED_SPECIAL_DAY);
  }

  @Test
  void openTimeIsCutToTheRangeAskedFor() {
    var range = interval("2026-12-04T10:00:00Z", "2026-12-07T07:30:00Z");

    assertThat(paris().openIntervals(range))
        .containsExactly(
            interval("2026-12-04T10:00:00Z", "2026-12-04T11:30:00Z"),
            interval("2026-12-04T12:30:00Z", "2026-12-04T17:00:00Z"),
            interval("2026-12-05T08:00:00Z", "2026-12-05T12:00:00Z"),
            interval("2026-12-07T07:00:00Z", "2026-12-07T07:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"2027-03-14T05:00:00Z, 82800", "2026-11-01T04:00:00Z, 90000"})
  void aSundayLastsAsLongAsTheClockMakesIt(Instant midnight, long seconds) {
    var sundays = on("America/New_York", DayHours.ALL_DAY, DayOfWeek.SUNDAY);

    assertThat(sundays.openFor(midnight)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(sundays.isOpenAt(midnight.minusMillis(1))).isFalse();
  }

  @Test
  void neverClosingIsThreeHundredAndSixtySixDays() {
    var now = Instant.parse("2027-03-28T00:30:00.123Z");
    var always = BusinessHours.alwaysOpen(ZoneId.of("Europe/Paris"));

    assertThat(always.openFor(now).toSeconds()).isEqualTo(31_622_400);
    assertThat(always.openIntervalAt(now))
        .contains(new Interval(now.minusSeconds(31_622_400), now.plusSeconds(31_622_400)));
  }

  @Test
  void aFarHolidayClosesTheYearRoundOffice() {
    var office = daily("UTC", DayHours.ALL_DAY, special("a", DayHours.CLOSED, yearly("12-25")));
    var boxingDay = Instant.parse("2026-12-26T00:00:00Z");

    assertThat(office.openFor(boxingDay)).isEqualTo(Duration.ofDays(364));
    assertThat(office.openIntervalAt(boxingDay.plus(Duration.ofDays(300))))
        .contains(Interval.startingAt(boxingDay, Duration.ofDays(364)));
  }

  @Test
  void aHolidayBeyondTheLookAroundIsNotSeen() {
    var office = daily("UTC", DayHours.ALL_DAY, special("a", DayHours.CLOSED, dated("2029-01-01")));
    var now = Instant.parse("2027-06-01T00:00:00Z");

    assertThat(office.openFor(now)).isEqualTo(BusinessHours.LOOK_AROUND);
    assertThat(office.openIntervalAt(now))
        .contains(new Interval(now.minus(Duration.ofDays(366)), now.plus(Duration.ofDays(366))));
  }

  @Test
  void hoursJoinOverMidnight() {
    var night = daily(
        "Europe/Paris",
        DayHours.of(LocalRange.parse("00:00", "02:00"), LocalRange.parse("22:00", "24:00")));

    assertThat(night.openIntervalAt(Instant.parse("2027-06-01T23:00:00Z")))
        .contains(interval("2027-06-01T20:00:00Z", "2027-06-02T00:00:00Z"));
  }

  @Test
  void equalSettingsMakeEqualHours() {
    assertThat(paris()).isEqualTo(paris()).hasSameHashCodeAs(paris());
    assertThat(paris()).isNotEqualTo(BusinessHours.alwaysOpen(ZoneId.of("Europe/Paris")));
    assertThat(hours("08:00", "09:00")).isNotEqualTo(hours("08:00", "10:00"));
  }

  private static Interval interval(String start, String end) {
    return new Interval(Instant.parse(start), Instant.parse(end));
  }
}
