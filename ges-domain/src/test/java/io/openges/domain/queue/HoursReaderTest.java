package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.errors;
import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.range;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.with;
import static io.openges.domain.queue.Publications.withHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.hours.DayHours;
import io.openges.domain.hours.LocalRange;
import io.openges.domain.queue.SettingsTable.Problem;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications 7.1, 7.6 and 10.3. */
class HoursReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Paris",
        "America/Argentina/Buenos_Aires",
        "Asia/Calcutta",
        "Etc/UTC",
        "Singapore",
        "EST5EDT",
        "Australia/Lord_Howe",
        "Pacific/Apia"
      })
  void zonesAreIanaNamesAndTheirLinks(String zone) {
    assertThat(queue(withHours("timezone", zone)).hours().zone().getId()).isEqualTo(zone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "+01:00",
        "-5",
        "UTC+1",
        "GMT-03:00",
        "UT+1",
        "GMT0",
        "UTC",
        "GMT",
        "CET",
        "EST",
        "PST",
        "PRC",
        "europe/paris",
        "Europe/Atlantis",
        " Europe/Paris",
        "SystemV/AST4"
      })
  void fixedOffsetsAbbreviationsAndUnknownZonesAreRefused(String zone) {
    assertThat(errors(withHours("timezone", zone)))
        .containsExactly(new Problem(
            "businessHours.bh.timezone",
            "expected " + ZoneNames.EXPECTED + ", not \"" + zone + '"'));
  }

  @Test
  void whoWritesUtcIsToldItsName() {
    assertThat(errors(withHours("timezone", "UTC")).get(0).message()).contains("Etc/UTC for UTC");
    assertThat(errors(withHours("timezone", "Etc/UTC"))).isEmpty();
  }

  @Test
  void hoursNeedAZoneAndAWeek() {
    var content = with(smallest(), "businessHours/bh", Map.of());

    assertThat(errors(content))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.timezone", "businessHours.bh.weekly");
  }

  @Test
  void aNameIsTheIdUnlessOneIsGiven() {
    assertThat(queue(withHours("name", null)).hours().name()).isEqualTo("bh");
    assertThat(queue(smallest()).hours().name()).isEqualTo("Office");
    assertThat(errors(withHours("name", 5)))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
  void noDayOfTheWeekMayBeMissing(String day) {
    assertThat(errors(withHours("weekly/" + day, null)))
        .containsExactly(new Problem(
            "businessHours.bh.weekly." + day,
            "missing: expected a list of {from, to}, empty if closed"));
  }

  @Test
  void aDayThatDoesNotExistIsNamed() {
    assertThat(errors(withHours("weekly/monday", list())))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.weekly.monday");
    assertThat(errors(withHours("weekly", "always")))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.weekly");
  }

  @Test
  void aDayIsReadAsItsRanges() {
    var content = withHours("weekly/sun", list());
    with(
        content,
        "businessHours/bh/weekly/mon",
        list(range("13:30", "24:00"), range("00:00", "08:00"), range("08:00", "12:30")));

    var week = queue(content).hours().weekly();

    assertThat(week.on(DayOfWeek.SUNDAY)).isEqualTo(DayHours.CLOSED);
    assertThat(week.on(DayOfWeek.MONDAY))
        .isEqualTo(DayHours.of(new LocalRange(0, 750), new LocalRange(810, 1440)));
  }

  @ParameterizedTest
  @CsvSource({
    "8:00, 12:00, from",
    "08:00:00, 12:00, from",
    "24:00, 24:00, from",
    "25:00, 24:00, from",
    "08:60, 12:00, from",
    "08.00, 12:00, from",
    "-1:00, 12:00, from",
    "08:00, 24:01, to",
    "08:00, 25:00, to",
    "08:00, 9:00, to",
    "12:00, 08:00, to",
    "08:00, 08:00, to",
    "22:00, 00:00, to"
  })
  void timesAreHoursAndMinutesInRisingOrder(String from, String to, String wrong) {
    assertThat(errors(withHours("weekly/mon", list(range(from, to)))))
        .extracting(Problem::path)
        .containsOnly("businessHours.bh.weekly.mon[0]." + wrong)
        .hasSizeGreaterThan(0);
  }

  @Test
  void rangesAreObjectsWithBothEnds() {
    assertThat(errors(withHours("weekly/mon", list(Map.of("from", "08:00"), "08:00-12:00"))))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.weekly.mon[0].to", "businessHours.bh.weekly.mon[1]");
    assertThat(errors(withHours("weekly/mon", Arrays.asList(range("08:00", "09:00"), null))))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.weekly.mon[1]");
    assertThat(errors(withHours("weekly/mon", list(Map.of("from", 8, "to", 12)))))
        .hasSize(2);
    assertThat(errors(withHours("weekly/mon", Map.of())))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.weekly.mon");
  }

  @Test
  void rangesOfADayMustNotOverlap() {
    assertThat(
            errors(withHours("weekly/mon", list(range("08:00", "12:30"), range("12:29", "19:00")))))
        .containsExactly(new Problem(
            "businessHours.bh.weekly.mon",
            "hours of a day must not overlap: 08:00-12:30 and 12:29-19:00"));
  }

  @Test
  void aDayHasAtMostTenRanges() {
    var hours = list();
    for (int hour = 10; hour < 20; hour++) {
      hours.add(range(hour + ":00", hour + ":30"));
    }
    assertThat(errors(withHours("weekly/mon", hours))).isEmpty();
    hours.add(range("20:00", "20:30"));
    assertThat(errors(withHours("weekly/mon", hours)))
        .containsExactly(
            new Problem("businessHours.bh.weekly.mon", "expected at most 10 intervals, not 11"));
  }

  @Test
  void specialDaysAreAListOrLeftOut() {
    assertThat(queue(withHours("specialDays", null)).hours().specialDays()).isEmpty();
    assertThat(errors(withHours("specialDays", Map.of())))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.specialDays");
    assertThat(errors(withHours("specialDays", list("12-25"))))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.specialDays[0]");
  }

  @Test
  void thereAreAtMost500SpecialDays() {
    var day = Publications.specialDay(true, range("12-25", "12-25"));

    assertThat(errors(withHours("specialDays", Collections.nCopies(500, day)))).isEmpty();
    assertThat(errors(withHours("specialDays", Collections.nCopies(501, day))))
        .containsExactly(new Problem(
            "businessHours.bh.specialDays", "expected at most 500 special days, not 501"));
  }
}
