package io.openges.domain.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotGridTest {

  @ParameterizedTest
  @CsvSource({
    "Europe/Paris, 2027-03-27, 15, 96",
    "Europe/Paris, 2027-03-28, 15, 92",
    "Europe/Paris, 2027-10-31, 15, 100",
    "Australia/Lord_Howe, 2027-10-03, 30, 47",
    "Australia/Lord_Howe, 2027-04-04, 30, 49",
    "Australia/Lord_Howe, 2027-10-03, 60, 24",
    "Australia/Lord_Howe, 2027-04-04, 60, 25",
    "America/Santiago, 2027-09-05, 60, 23",
    "Asia/Kathmandu, 2027-03-28, 120, 12"
  })
  void aDayHasTheSlotsItsClockShows(ZoneId zone, LocalDate date, int minutes, int count) {
    assertThat(dayOf(zone, date, minutes)).hasSize(count);
  }

  @Test
  void theHourThatIsSkippedHasNoSlot() {
    var zone = ZoneId.of("Europe/Paris");

    assertThat(dayOf(zone, LocalDate.of(2027, 3, 28), 15))
        .noneMatch(slot -> slot.start().atZone(zone).getHour() == 2);
  }

  @Test
  void theHourThatIsShownTwiceHasTwiceTheSlots() {
    var zone = ZoneId.of("Europe/Paris");

    assertThat(dayOf(zone, LocalDate.of(2027, 10, 31), 15))
        .filteredOn(slot -> slot.start().atZone(zone).toLocalTime().equals(LocalTime.of(2, 0)))
        .extracting(Slot::start)
        .containsExactly(
            Instant.parse("2027-10-31T00:00:00Z"), Instant.parse("2027-10-31T01:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"2027-10-03, 2027-10-02T15:30:00Z", "2027-04-04, 2027-04-03T15:00:00Z"})
  void aChangeOfHalfAnHourLeavesOneShortSlot(LocalDate date, Instant change) {
    var all = dayOf(ZoneId.of("Australia/Lord_Howe"), date, 60);
    var halfHour = Interval.startingAt(change, Duration.ofMinutes(30));

    assertThat(all)
        .filteredOn(slot -> slot.interval().duration().compareTo(Duration.ofHours(1)) < 0)
        .containsExactly(new Slot(halfHour, Duration.ofHours(1)));
    assertThat(SlotCapacity.perSlot(5).total(new Slot(halfHour, Duration.ofHours(1))))
        .isEqualTo(3);
  }

  @Test
  void aDayWithoutMidnightBeginsAtOne() {
    var zone = ZoneId.of("America/Santiago");

    assertThat(dayOf(zone, LocalDate.of(2027, 9, 5), 60).get(0).start())
        .isEqualTo(Instant.parse("2027-09-05T04:00:00Z"))
        .satisfies(start -> assertThat(start.atZone(zone).getHour()).isEqualTo(1));
  }

  @Test
  void aRangeHasTheSlotsThatShareTimeWithIt() {
    var grid = SlotGrid.of(ZoneId.of("UTC"), 15);
    var ten = Instant.parse("2027-06-01T10:00:00Z");

    assertThat(grid.slots(new Interval(ten, ten.plusMillis(1)))).hasSize(1);
    assertThat(grid.slots(new Interval(ten.minusMillis(1), ten))).hasSize(1);
    assertThat(grid.slots(new Interval(ten.minusMillis(1), ten.plusMillis(1))))
        .extracting(Slot::start)
        .containsExactly(ten.minusSeconds(900), ten);
  }

  @Test
  void timeBeforeNineteenSeventyHasSlotsToo() {
    assertThat(
            SlotGrid.of(ZoneId.of("UTC"), 60).slotAt(Instant.ofEpochMilli(-1)).start())
        .isEqualTo(Instant.parse("1969-12-31T23:00:00Z"));
  }

  @Test
  void theSlotOfAnInstantContainsIt() {
    var ten = Instant.parse("2027-06-01T10:00:00Z");
    var slot = SlotGrid.of(ZoneId.of("UTC"), 15).slotAt(ten);

    assertThat(slot.contains(ten)).isTrue();
    assertThat(slot.contains(slot.end())).isFalse();
    assertThat(slot.nominalLength()).isEqualTo(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -15, 7, 45, 240})
  void otherLengthsAreRefused(int minutes) {
    assertThatIllegalArgumentException().isThrownBy(() -> SlotGrid.of(ZoneId.of("UTC"), minutes));
  }

  @Test
  void gridsOfOneZoneAndLengthAreEqual() {
    assertThat(SlotGrid.of(ZoneId.of("UTC"), 15))
        .isEqualTo(SlotGrid.of(ZoneId.of("UTC"), 15))
        .hasSameHashCodeAs(SlotGrid.of(ZoneId.of("UTC"), 15))
        .isNotEqualTo(SlotGrid.of(ZoneId.of("UTC"), 30))
        .isNotEqualTo(SlotGrid.of(ZoneId.of("Europe/Paris"), 15))
        .hasToString("SlotGrid[UTC, PT15M]");
    assertThat(SlotGrid.of(ZoneId.of("UTC"), 15).zone()).isEqualTo(ZoneId.of("UTC"));
  }

  private static List<Slot> dayOf(ZoneId zone, LocalDate date, int minutes) {
    var start = date.atStartOfDay(zone).toInstant();
    var end = date.plusDays(1).atStartOfDay(zone).toInstant();
    return SlotGrid.of(zone, minutes).slots(new Interval(start, end));
  }
}
