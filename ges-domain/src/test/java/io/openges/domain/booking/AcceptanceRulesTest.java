package io.openges.domain.booking;

import static io.openges.domain.booking.ReasonCode.CLOSED_WEEKLY;
import static io.openges.domain.booking.ReasonCode.FORECAST_AFTER_CLOSING;
import static io.openges.domain.booking.ReasonCode.PUSH_TARGET_REQUIRED;
import static io.openges.domain.booking.ReasonCode.SCHEDULED_DISABLED;
import static io.openges.domain.booking.ReasonCode.TOO_SOON;
import static io.openges.domain.booking.Wishes.TEN;
import static io.openges.domain.booking.Wishes.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.capacity.FreeSlots;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.capacity.Slot;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.hours.DayHours;
import io.openges.domain.hours.Offices;
import io.openges.domain.queue.Publications;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.time.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The acceptance scenarios of specification 25 as far as they are rules and nothing else. */
class AcceptanceRulesTest {

  private static final BookingPolicy POLICY = new BookingPolicy(BookingTerms.DEFAULTS);
  private static final Instant NOON = Instant.parse("2027-06-02T12:00:00Z");

  @Test
  @Tag("scenario-36")
  void aFullSlotIsListedOnDemandAndACellOfZeroNever() {
    var rule = CapacityRule.blank("Week", 60)
        .with(DayOfWeek.WEDNESDAY, LocalTime.of(13, 0), OptionalInt.of(0));
    var queue = wish("maxCallbacksPerSlot", 1, "timeSlotMinutes", 60);
    var row = queue.settings().withCapacityRule(rule);
    var full = Occupancy.of(Map.of(NOON, 1));

    var listed = FreeSlots.openInRange(
        SlotRules.search(of(row, queue), BookingTerms.DEFAULTS, full),
        Interval.startingAt(NOON, Duration.ofHours(3)));

    assertThat(listed).extracting(FreeSlot::free).containsExactly(0, 1);
    assertThat(listed.get(1).slot().start()).isEqualTo(NOON.plus(Duration.ofHours(2)));
  }

  @ParameterizedTest
  @Tag("scenario-38")
  @Tag("scenario-39")
  @Tag("scenario-40")
  @CsvSource({
    "Europe/Paris, 2027-03-28, 15, 92, 0",
    "Europe/Paris, 2027-10-31, 15, 100, 0",
    "Australia/Lord_Howe, 2027-10-03, 30, 47, 0",
    "Australia/Lord_Howe, 2027-04-04, 30, 49, 0",
    "Australia/Lord_Howe, 2027-10-03, 60, 24, 1",
    "Australia/Lord_Howe, 2027-04-04, 60, 25, 1"
  })
  void anOfficeThatNeverClosesOffersEverySlotOfALongOrShortDay(
      ZoneId zone, LocalDate date, int minutes, int slots, int shortOnes) {
    var search = SlotRules.search(
        of(alwaysOpen(zone, minutes), date), BookingTerms.DEFAULTS, Occupancy.EMPTY);

    var offered = FreeSlots.inRange(
        search,
        new Interval(
            date.atStartOfDay(zone).toInstant(),
            date.plusDays(1).atStartOfDay(zone).toInstant()));

    assertThat(offered).hasSize(slots);
    assertThat(offered).extracting(free -> free.slot().start()).doesNotHaveDuplicates();
    // five places in a slot, three in half a slot
    assertThat(offered).filteredOn(free -> free.total() == 3).hasSize(shortOnes);
    assertThat(offered).filteredOn(free -> free.total() == 5).hasSize(slots - shortOnes);
  }

  @Test
  @Tag("scenario-39")
  void bothPassesOfARepeatedHourFillApart() {
    var first = Instant.parse("2027-10-31T00:00:00Z");
    var date = LocalDate.of(2027, 10, 31);
    var row = alwaysOpen(ZoneId.of("Europe/Paris"), 15);
    var taken = Occupancy.of(Map.of(first, 5));

    var offered = FreeSlots.openInRange(
        SlotRules.search(of(row, date), BookingTerms.DEFAULTS, taken),
        Interval.startingAt(first, Duration.ofMinutes(75)));

    assertThat(offered).extracting(FreeSlot::free).containsExactly(0, 5, 5, 5, 5);
    assertThat(SlotRules.grid(row).slotAt(first.plusSeconds(3600)))
        .isEqualTo(offered.get(4).slot());
  }

  @ParameterizedTest
  @Tag("scenario-41")
  @CsvSource({"2027-03-14T05:00:00Z, 82800", "2026-11-01T04:00:00Z, 90000"})
  void aSundayIsAsLongAsItsClockMakesIt(Instant midnight, long seconds) {
    var sundays = Offices.on("America/New_York", DayHours.ALL_DAY, DayOfWeek.SUNDAY);

    assertThat(sundays.openFor(midnight)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  @Tag("scenario-42")
  void neverAndAlwaysHaveTheirNumbers() {
    assertThat(BusinessHours.alwaysOpen(ZoneId.of("UTC")).openFor(TEN).toSeconds())
        .isEqualTo(31_622_400);
    assertThat(Offices.daily("UTC", DayHours.CLOSED).openFor(TEN)).isZero();
  }

  @Test
  @Tag("scenario-43")
  void aCellIsSharedOutAndConvertedWithItsRemainderFirst() {
    var nine = LocalTime.of(9, 0);
    var ten = CapacityRule.blank("Week", 60).with(DayOfWeek.WEDNESDAY, nine, OptionalInt.of(10));
    var row = wish("timeSlotMinutes", 15).settings().withCapacityRule(ten);
    var hour = Interval.startingAt(Instant.parse("2027-06-02T09:00:00Z"), Duration.ofHours(1));
    var twenty = wish("timeSlotMinutes", 20).settings();

    assertThat(totals(row, hour)).containsExactly(3, 3, 2, 2);
    assertThat(SlotRules.grid(twenty.withCapacityRule(CapacityRule.blank("Week", 30)))
            .length())
        .isEqualTo(Duration.ofMinutes(10));
    var five = CapacityRule.blank("Week", 60).with(DayOfWeek.WEDNESDAY, nine, OptionalInt.of(5));
    assertThat(five.withCellMinutes(30).filledCells().get(DayOfWeek.WEDNESDAY))
        .isEqualTo(Map.of(nine, 3, LocalTime.of(9, 30), 2));
    assertThat(five.withCellMinutes(30).withCellMinutes(60)).isEqualTo(five);
  }

  @Test
  @Tag("scenario-70")
  void nobodyThereIsNotTheSameAsNothingKnown() {
    assertThat(POLICY.offersImmediate(wish().waiting(WaitTime.NO_AGENTS).wish()))
        .isFalse();
    assertThat(POLICY.offersImmediate(wish().waiting(WaitTime.NO_TRAFFIC).wish()))
        .isTrue();
  }

  @Test
  @Tag("scenario-71")
  void aWaitPastClosingIsNeitherOfferedNorBooked() {
    var late = wish().waiting(8 * 3600);

    assertThat(POLICY.offersImmediate(late.wish())).isFalse();
    assertThat(POLICY.firstRefusal(late.wish())).contains(Refusal.of(11, FORECAST_AFTER_CLOSING));
  }

  @Test
  @Tag("scenario-80")
  void everyFailedCheckOfARefusedBookingIsKnown() {
    var refused = wish(
            "callDirection",
            "USERORIGINATED",
            "scheduledCallbackEnabled",
            false,
            "minLeadTimeSeconds",
            604_800)
        .wanting("2027-06-02T20:00:00Z");

    assertThat(POLICY.refusals(refused.wish()))
        .extracting(Refusal::code)
        .containsExactly(PUSH_TARGET_REQUIRED, SCHEDULED_DISABLED, TOO_SOON, CLOSED_WEEKLY);
  }

  private static QueueSettings alwaysOpen(ZoneId zone, int minutes) {
    var content = Publications.smallest();
    for (var day : List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")) {
      Publications.with(
          content,
          "businessHours/bh/weekly/" + day,
          Publications.list(Publications.range("00:00", "24:00")));
    }
    Publications.with(content, "businessHours/bh/timezone", zone.getId());
    Publications.with(content, "queues/VQ/timeSlotMinutes", minutes);
    Publications.with(content, "queues/VQ/maxCallbacksPerSlot", 5);
    return Publications.queue(content);
  }

  private static BookingWish of(QueueSettings row, Wishes wish) {
    return new BookingWish(
        row, wish.now(), null, false, wish.waitTime(), BookingWish.Customer.ANYBODY);
  }

  private static BookingWish of(QueueSettings row, LocalDate date) {
    var before = date.minusDays(7).atStartOfDay(row.hours().zone()).toInstant();
    return new BookingWish(
        row, before, null, false, WaitTime.NO_TRAFFIC, BookingWish.Customer.ANYBODY);
  }

  private static List<Integer> totals(QueueSettings row, Interval range) {
    var capacity = SlotRules.capacity(row);
    List<Slot> slots = SlotRules.grid(row).slots(range);
    return slots.stream().map(capacity::total).toList();
  }
}
