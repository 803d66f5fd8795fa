package io.openges.domain.hours;

import static io.openges.domain.hours.Offices.daily;
import static io.openges.domain.hours.Offices.dated;
import static io.openges.domain.hours.Offices.hours;
import static io.openges.domain.hours.Offices.special;
import static io.openges.domain.hours.Offices.yearly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.hours.DateRange.Dated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialDayTest {

  private static final DayHours WEEK = hours("08:00", "20:00");
  private static final DayHours EARLY = hours("06:00", "07:00");
  private static final DayHours LATE = hours("21:00", "22:00");

  @Test
  void datedBeatsYearlyWhateverTheOrder() {
    var yearlyLast = daily(
        "UTC", WEEK, special("a", EARLY, dated("2027-12-24")), special("b", LATE, yearly("12-24")));

    assertThat(hoursOn(yearlyLast, "2027-12-24")).isEqualTo(EARLY);
    assertThat(hoursOn(yearlyLast, "2028-12-24")).isEqualTo(LATE);
    assertThat(hoursOn(yearlyLast, "2027-12-23")).isEqualTo(WEEK);
    assertThat(yearlyLast.specialDayOn(LocalDate.parse("2027-12-24")))
        .contains(yearlyLast.specialDays().get(0));
  }

  @Test
  void amongEqualsTheLaterWins() {
    var office = daily(
        "UTC",
        WEEK,
        special("a", EARLY, range("2027-06-01", "2027-06-10"), yearly("01-01", "01-03")),
        special("b", LATE, range("2027-06-04", "2027-06-05"), yearly("01-02")));

    assertThat(hoursOn(office, "2027-06-03")).isEqualTo(EARLY);
    assertThat(hoursOn(office, "2027-06-04")).isEqualTo(LATE);
    assertThat(hoursOn(office, "2027-06-05")).isEqualTo(LATE);
    assertThat(hoursOn(office, "2027-06-06")).isEqualTo(EARLY);
    assertThat(hoursOn(office, "2027-06-11")).isEqualTo(WEEK);
    assertThat(hoursOn(office, "2027-01-02")).isEqualTo(LATE);
    assertThat(hoursOn(office, "2027-01-03")).isEqualTo(EARLY);
  }

  @Test
  void disabledOrWithoutRangesHasNoEffect() {
    var disabled = new SpecialDay("a", "a", false, List.of(dated("2027-06-01")), EARLY);
    var empty = special("b", LATE);
    var office = daily("UTC", WEEK, disabled, empty);

    assertThat(hoursOn(office, "2027-06-01")).isEqualTo(WEEK);
    assertThat(office.specialDayOn(LocalDate.parse("2027-06-01"))).isEmpty();
    assertThat(disabled.hasEffect()).isFalse();
    assertThat(empty.hasEffect()).isFalse();
  }

  @Test
  void yearlyRangesMayGoOverTheEndOfTheYear() {
    var office = daily("UTC", WEEK, special("a", DayHours.CLOSED, yearly("12-30", "01-02")));

    assertThat(hoursOn(office, "2027-12-29")).isEqualTo(WEEK);
    assertThat(hoursOn(office, "2027-12-30")).isEqualTo(DayHours.CLOSED);
    assertThat(hoursOn(office, "2028-01-02")).isEqualTo(DayHours.CLOSED);
    assertThat(hoursOn(office, "2028-01-03")).isEqualTo(WEEK);
  }

  @Test
  void theTwentyNinthOfFebruaryCountsInLeapYearsOnly() {
    var office = daily("UTC", WEEK, special("a", DayHours.CLOSED, yearly("02-29")));

    assertThat(hoursOn(office, "2028-02-29")).isEqualTo(DayHours.CLOSED);
    assertThat(hoursOn(office, "2027-02-28")).isEqualTo(WEEK);
    assertThat(hoursOn(office, "2027-03-01")).isEqualTo(WEEK);
  }

  @Test
  void datesInTheWrongOrderAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> range("2027-06-02", "2027-06-01"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void anyListOfSpecialDaysIsRuledAsIfReadFromItsEnd(long seed) {
    var random = new Random(seed);
    for (int run = 0; run < 20; run++) {
      var list = new ArrayList<SpecialDay>();
      for (int i = 0; i < 12; i++) {
        list.add(new SpecialDay("s" + i, "", random.nextInt(5) > 0, ranges(random), hoursOf(i)));
      }
      var office = daily("UTC", WEEK, list.toArray(SpecialDay[]::new));
      for (int day = 0; day < 800; day += 1 + random.nextInt(3)) {
        var date = LocalDate.of(2027, 6, 1).plusDays(day);

        assertThat(office.hoursOn(date))
            .as("seed %s, %s, %s", seed, date, list)
            .isEqualTo(slow(list, date));
      }
    }
  }

  private static DayHours slow(List<SpecialDay> list, LocalDate date) {
    for (var kind : List.of(Dated.class, DateRange.Yearly.class)) {
      for (int i = list.size() - 1; i >= 0; i--) {
        var special = list.get(i);
        if (special.enabled()
            && special.ranges().stream().anyMatch(r -> kind.isInstance(r) && r.contains(date))) {
          return special.hours();
        }
      }
    }
    return WEEK;
  }

  private static List<DateRange> ranges(Random random) {
    var result = new ArrayList<DateRange>();
    for (int i = random.nextInt(3); i > 0; i--) {
      var from = LocalDate.of(2027, 6, 1).plusDays(random.nextInt(800));
      var to = from.plusDays(random.nextInt(random.nextInt(10) == 0 ? 300 : 5));
      result.add(
          random.nextBoolean()
              ? new Dated(from, to)
              : yearly(from.toString().substring(5), to.toString().substring(5)));
    }
    return result;
  }

  private static DayHours hoursOf(int number) {
    return DayHours.of(new LocalRange(number, number + 1));
  }

  private static DateRange range(String from, String to) {
    return new Dated(LocalDate.parse(from), LocalDate.parse(to));
  }

  private static DayHours hoursOn(BusinessHours office, String date) {
    return office.hoursOn(LocalDate.parse(date));
  }
}
