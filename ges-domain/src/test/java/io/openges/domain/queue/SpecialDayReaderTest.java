package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.errors;
import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.range;
import static io.openges.domain.queue.Publications.specialDay;
import static io.openges.domain.queue.Publications.warnings;
import static io.openges.domain.queue.Publications.with;
import static io.openges.domain.queue.Publications.withHours;
import static io.openges.domain.queue.Publications.withSpecialDay;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.hours.DateRange.Dated;
import io.openges.domain.hours.DateRange.Yearly;
import io.openges.domain.hours.DayHours;
import io.openges.domain.hours.LocalRange;
import io.openges.domain.hours.SpecialDay;
import io.openges.domain.queue.SettingsTable.Problem;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifications 7.2 and 10.3. */
class SpecialDayReaderTest {

  private static final String PATH = "businessHours.bh.specialDays[0]";

  @Test
  void aYearlyDayIsRead() {
    var day = specialDay(true, range("12-25", "01-02"), range("02-29", "02-29"));

    assertThat(queue(withSpecialDay(day)).hours().specialDays())
        .containsExactly(new SpecialDay(
            "d1",
            "Day",
            true,
            List.of(
                new Yearly(MonthDay.of(12, 25), MonthDay.of(1, 2)),
                new Yearly(MonthDay.of(2, 29), MonthDay.of(2, 29))),
            DayHours.CLOSED));
  }

  @Test
  void nothingIsNeitherADayNorARange() {
    var noDay = withHours("specialDays", Collections.singletonList(null));
    var noRange = withSpecialDay(with(specialDay(true), "ranges", Collections.singletonList(null)));

    assertThat(errors(noDay))
        .containsExactly(new Problem(PATH, "expected an object, not \"null\""));
    assertThat(errors(noRange))
        .containsExactly(
            new Problem(PATH + ".ranges[0]", "expected an object {from, to}, not \"null\""));
  }

  @Test
  void aDatedDayWithHoursIsRead() {
    var day = with(
        specialDay(false, range("2026-12-24", "2026-12-31")),
        "hours",
        list(range("08:00", "16:00")));

    assertThat(queue(withSpecialDay(day)).hours().specialDays())
        .containsExactly(new SpecialDay(
            "d1",
            "Day",
            true,
            List.of(new Dated(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 31))),
            DayHours.of(LocalRange.parse("08:00", "16:00"))));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 02-30, 03-01, from",
    "true, 13-01, 12-31, from",
    "true, 2026-12-25, 12-31, from",
    "true, 1-1, 12-31, from",
    "true, 01-01, --01-01, to",
    "false, 12-25, 2026-12-26, from",
    "false, 2027-02-29, 2027-03-01, from",
    "false, 2026-12-25, 2026-12-32, to",
    "false, 2026-12-25, 20261226, to",
    "false, 2026-12-25, 2026-12-24, to"
  })
  void datesThatCannotBeReadAreNamed(boolean yearly, String from, String to, String wrong) {
    assertThat(errors(withSpecialDay(specialDay(yearly, range(from, to)))))
        .extracting(Problem::path)
        .containsExactly(PATH + ".ranges[0]." + wrong);
  }

  @Test
  void aRangeHasAtMost366Days() {
    assertThat(errors(withSpecialDay(specialDay(false, range("2027-01-01", "2028-01-01")))))
        .isEmpty();
    assertThat(errors(withSpecialDay(specialDay(false, range("2027-01-01", "2028-01-02")))))
        .containsExactly(new Problem(PATH + ".ranges[0].to", "expected at most 366 days, not 367"));
  }

  @Test
  void aDayWithoutDatesOrDisabledIsAllowedWithAWarning() {
    var disabled = with(specialDay(true, range("12-25", "12-25")), "enabled", false);

    assertThat(warnings(withSpecialDay(disabled)))
        .containsExactly(new Problem(PATH, "disabled: without effect"));
    assertThat(warnings(withSpecialDay(specialDay(true))))
        .containsExactly(new Problem(PATH, "no ranges: without effect"));
    assertThat(warnings(withSpecialDay(with(specialDay(true), "ranges", null)))).hasSize(1);
    assertThat(warnings(withSpecialDay(specialDay(true, range("12-25", "12-25")))))
        .isEmpty();
  }

  @Test
  void aDisabledDayMustBeRightAllTheSame() {
    var disabled = with(specialDay(true, range("12-32", "12-25")), "enabled", false);

    assertThat(errors(withSpecialDay(disabled))).hasSize(1);
  }

  @Test
  void hoursThatAreMissingAreNotTakenForClosed() {
    var day = with(specialDay(true, range("12-25", "12-25")), "hours", null);

    assertThat(errors(withSpecialDay(day)))
        .extracting(Problem::path)
        .containsExactly(PATH + ".hours");
  }

  @Test
  void everyFieldHasItsType() {
    var day = Publications.object(
        "id", 1, "name", 2, "enabled", "yes", "yearly", 1, "ranges", "x", "hours", "y");

    assertThat(errors(withSpecialDay(day)))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            PATH + ".id",
            PATH + ".name",
            PATH + ".enabled",
            PATH + ".yearly",
            PATH + ".ranges",
            PATH + ".hours");
  }

  @Test
  void rangesAreObjectsWithBothEnds() {
    assertThat(errors(withSpecialDay(specialDay(true, "12-25", Map.of("from", "12-25")))))
        .extracting(Problem::path)
        .containsExactly(PATH + ".ranges[0]", PATH + ".ranges[1].to");
  }

  @Test
  void hoursOfASpecialDayFollowTheRulesOfTheWeeks() {
    var day = with(
        specialDay(true, range("12-25", "12-25")),
        "hours",
        list(range("08:00", "12:00"), range("11:00", "13:00")));

    assertThat(errors(withSpecialDay(day)))
        .extracting(Problem::path)
        .containsExactly(PATH + ".hours");
  }
}
