package io.openges.domain.hours;

import static io.openges.domain.hours.Offices.daily;
import static io.openges.domain.hours.Offices.dated;
import static io.openges.domain.hours.Offices.hours;
import static io.openges.domain.hours.Offices.on;
import static io.openges.domain.hours.Offices.special;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.time.Interval;
import java.time.DayOfWeek;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours on the days the clocks change, as literal instants. */
class ClockChangeTest {

  private static final Interval SPRING = interval("2027-03-27T23:00:00Z", "2027-03-28T22:00:00Z");
  private static final Interval AUTUMN = interval("2027-10-30T22:00:00Z", "2027-10-31T23:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "01:30, 02:30, 2027-10-30T23:30:00Z, 2027-10-31T01:30:00Z", // opens once, closes the second
    // time
    "02:30, 02:45, 2027-10-31T00:30:00Z, 2027-10-31T01:45:00Z",
    "02:30, 04:00, 2027-10-31T00:30:00Z, 2027-10-31T03:00:00Z",
    "01:00, 02:00, 2027-10-30T23:00:00Z, 2027-10-31T01:00:00Z", // 02:00 is shown twice
    "03:00, 04:00, 2027-10-31T02:00:00Z, 2027-10-31T03:00:00Z"
  })
  void repeatedHoursAreOpenTwice(String from, String to, Instant start, Instant end) {
    assertThat(daily("Europe/Paris", hours(from, to)).openIntervals(AUTUMN))
        .containsExactly(new Interval(start, end));
  }

  @ParameterizedTest
  @CsvSource({
    "02:30, 03:30, 2027-03-28T01:00:00Z, 2027-03-28T01:30:00Z",
    "01:30, 02:30, 2027-03-28T00:30:00Z, 2027-03-28T01:00:00Z",
    "01:30, 03:30, 2027-03-28T00:30:00Z, 2027-03-28T01:30:00Z"
  })
  void skippedHoursTakeNoTime(String from, String to, Instant start, Instant end) {
    assertThat(daily("Europe/Paris", hours(from, to)).openIntervals(SPRING))
        .containsExactly(new Interval(start, end));
  }

  @Test
  void hoursThatAreSkippedWhollyDoNotOpen() {
    assertThat(daily("Europe/Paris", hours("02:00", "03:00")).openIntervals(SPRING))
        .isEmpty();
    assertThat(daily("Europe/Paris", hours("02:15", "02:45")).openIntervals(SPRING))
        .isEmpty();
  }

  @Test
  void rangesThatMeetOnlyAsInstantsAreOne() {
    var aroundTheGap = daily(
        "Europe/Paris",
        DayHours.of(LocalRange.parse("01:00", "02:00"), LocalRange.parse("03:00", "04:00")));

    assertThat(aroundTheGap.openIntervals(SPRING))
        .containsExactly(interval("2027-03-28T00:00:00Z", "2027-03-28T02:00:00Z"));
  }

  @Test
  void aSkippedDayHasNoHours() {
    var office = daily("Pacific/Apia", hours("09:00", "17:00"));

    assertThat(office.openIntervals(interval("2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z")))
        .containsExactly(
            interval("2011-12-29T19:00:00Z", "2011-12-30T03:00:00Z"),
            interval("2011-12-30T19:00:00Z", "2011-12-31T03:00:00Z"));
  }

  @Test
  void aHolidayOnASkippedDayClosesNothing() {
    var office =
        daily("Pacific/Apia", DayHours.ALL_DAY, special("a", DayHours.CLOSED, dated("2011-12-30")));
    var range = interval("2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z");

    assertThat(office.openIntervals(range)).containsExactly(range);
    assertThat(office.openFor(range.start())).isEqualTo(BusinessHours.LOOK_AROUND);
  }

  @Test
  void aDayUntilAMidnightShownTwiceClosesAtTheSecond() {
    var saturdays = on("America/Havana", DayHours.ALL_DAY, DayOfWeek.SATURDAY);

    assertThat(saturdays.openIntervalAt(Instant.parse("2027-11-06T12:00:00Z")))
        .contains(interval("2027-11-06T04:00:00Z", "2027-11-07T05:00:00Z"));
  }

  @Test
  void theLastHourBeforeMidnightMayBeShownTwice() {
    var saturdays = on("America/Nuuk", hours("23:00", "24:00"), DayOfWeek.SATURDAY);

    assertThat(saturdays.openIntervalAt(Instant.parse("2027-10-31T00:30:00Z")))
        .contains(interval("2027-10-31T00:00:00Z", "2027-10-31T02:00:00Z"));
  }

  private static Interval interval(String start, String end) {
    return new Interval(Instant.parse(start), Instant.parse(end));
  }
}
