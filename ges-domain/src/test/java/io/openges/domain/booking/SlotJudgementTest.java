package io.openges.domain.booking;

import static io.openges.domain.booking.ReasonCode.BEYOND_HORIZON;
import static io.openges.domain.booking.ReasonCode.CAPACITY_FULL;
import static io.openges.domain.booking.ReasonCode.CAPACITY_ZERO;
import static io.openges.domain.booking.ReasonCode.CLOSED_SPECIAL_DAY;
import static io.openges.domain.booking.ReasonCode.CLOSED_WEEKLY;
import static io.openges.domain.booking.ReasonCode.SCHEDULED_DISABLED;
import static io.openges.domain.booking.ReasonCode.TOO_SOON;
import static io.openges.domain.booking.Wishes.TEN;
import static io.openges.domain.booking.Wishes.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.capacity.FreeSlots;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification 24, slot. The office is open from 08:00 to 18:00 UTC, but not on 10 June. */
class SlotJudgementTest {

  @Test
  void aFreeSlotIsOfferedWithoutReasons() {
    var slot = judge(wish("maxCallbacksPerSlot", 2), "2027-06-02T11:00:00Z", 1);

    assertThat(slot.offered()).isTrue();
    assertThat(slot.reasons()).isEmpty();
    assertThat(slot.used()).isEqualTo(1);
    assertThat(slot.total()).isEqualTo(2);
    assertThat(slot.slot().start()).isEqualTo(Instant.parse("2027-06-02T11:00:00Z"));
  }

  @Test
  void aFullSlotAndOneWithoutCapacityAreToldApart() {
    assertThat(judge(wish("maxCallbacksPerSlot", 2), "2027-06-02T11:00:00Z", 2).reasons())
        .containsExactly(Refusal.of(14, CAPACITY_FULL));
    assertThat(judge(wish("maxCallbacksPerSlot", 2), "2027-06-02T11:00:00Z", 3).used())
        .isEqualTo(3);
    assertThat(judge(wish("maxCallbacksPerSlot", 0), "2027-06-02T11:00:00Z", 1).reasons())
        .containsExactly(Refusal.of(14, CAPACITY_ZERO));
  }

  @Test
  void aClosedSlotSaysWhyAndUntilWhen() {
    assertThat(judge(wish(), "2027-06-02T18:00:00Z", 0).reasons())
        .containsExactly(new Refusal(10, CLOSED_WEEKLY, Instant.parse("2027-06-03T08:00:00Z")));
    assertThat(judge(wish(), "2027-06-10T11:00:00Z", 0).reasons())
        .containsExactly(
            new Refusal(10, CLOSED_SPECIAL_DAY, Instant.parse("2027-06-11T08:00:00Z")));
  }

  @Test
  void aSlotMustStartAfterTheNearTimeAndTheLeadTime() {
    assertThat(judge(wish().waiting(1200), "2027-06-02T10:15:00Z", 0).reasons())
        .containsExactly(new Refusal(9, TOO_SOON, TEN.plusSeconds(1200)));
    assertThat(
            judge(wish("minLeadTimeSeconds", 3600), "2027-06-02T11:00:00Z", 0).reasons())
        .containsExactly(new Refusal(9, TOO_SOON, TEN.plusSeconds(3600)));
    assertThat(judge(wish(), "2027-06-02T09:00:00Z", 0).reasons())
        .extracting(Refusal::code)
        .containsExactly(TOO_SOON);
  }

  @Test
  void aSlotThatIsOverNamesNoTimeToWaitFor() {
    assertThat(judge(wish(), "2020-06-02T05:00:00Z", 0).reasons())
        .containsExactly(Refusal.of(9, TOO_SOON), Refusal.of(10, CLOSED_WEEKLY));
    assertThat(judge(wish(), "2027-06-02T10:00:00Z", 0).reasons())
        .as("it runs")
        .containsExactly(new Refusal(9, TOO_SOON, TEN.plusSeconds(180)));
  }

  @Test
  void aSlotBeyondTheHorizonSaysWhenItComesIntoReach() {
    assertThat(judge(wish(), "2027-06-16T10:00:00Z", 0).reasons()).isEmpty();
    assertThat(judge(wish(), "2027-06-16T10:15:00Z", 0).reasons())
        .containsExactly(new Refusal(9, BEYOND_HORIZON, Instant.parse("2027-06-02T10:15:00Z")));
  }

  @Test
  void everyFailedCheckIsListedInTheirOrder() {
    var queue = wish("scheduledCallbackEnabled", false, "maxCallbacksPerSlot", 1);

    assertThat(judge(queue, "2027-06-02T07:00:00Z", 1).reasons())
        .extracting(Refusal::code)
        .containsExactly(SCHEDULED_DISABLED, TOO_SOON, CLOSED_WEEKLY, CAPACITY_FULL);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void whatIsOfferedIsWhatCanBeBooked(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      var queue = wish(
              "timeSlotMinutes",
              random.nextBoolean() ? 15 : 120,
              "maxCallbacksPerSlot",
              random.nextInt(3),
              "minLeadTimeSeconds",
              random.nextInt(2) * 9000)
          .wish();
      var range = Interval.startingAt(TEN.minusSeconds(9000), Duration.ofDays(15));
      var taken = new HashMap<Instant, Integer>();
      for (int i = 0; i < 300; i++) {
        taken.merge(TEN.plusSeconds(random.nextInt(1_300_000)), 1, Integer::sum);
      }
      var occupancy = Occupancy.of(taken);

      var offered = SlotJudgement.judge(queue, BookingTerms.DEFAULTS, occupancy, range).stream()
          .filter(JudgedSlot::offered)
          .map(slot -> new FreeSlot(slot.slot(), slot.total() - slot.used(), slot.total()))
          .toList();

      assertThat(offered)
          .as("seed %s", seed)
          .isEqualTo(
              FreeSlots.inRange(SlotRules.search(queue, BookingTerms.DEFAULTS, occupancy), range));
    }
  }

  private static JudgedSlot judge(Wishes queue, String start, int used) {
    var at = Instant.parse(start);
    var judged = SlotJudgement.judge(
        queue.wish(),
        BookingTerms.DEFAULTS,
        Occupancy.of(Map.of(at, used)),
        Interval.startingAt(at, Duration.ofMinutes(15)));
    assertThat(judged).hasSize(1);
    return judged.get(0);
  }
}
