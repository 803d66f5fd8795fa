package io.openges.domain.booking;

import static io.openges.domain.booking.Wishes.TEN;
import static io.openges.domain.booking.Wishes.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackKind;
import io.openges.domain.capacity.FreeSlots;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.capacity.SlotSearch;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Specifications 3.5 and 8. */
class SlotRulesTest {

  @Test
  void slotsHaveTheLengthAndCapacityOfTheRow() {
    var settings = wish("timeSlotMinutes", 30, "maxCallbacksPerSlot", 7).settings();

    var slot = SlotRules.grid(settings).slotAt(TEN.plusSeconds(60));

    assertThat(slot.start()).isEqualTo(TEN);
    assertThat(slot.end()).isEqualTo(TEN.plus(Duration.ofMinutes(30)));
    assertThat(SlotRules.capacity(settings).total(slot)).isEqualTo(7);
  }

  @Test
  void slotsAreSearchedBeyondTheNearTimeAndTheLeadTime() {
    assertThat(search(wish()).earliestStartExclusive()).isEqualTo(TEN.plusSeconds(180));
    assertThat(search(wish().waiting(600)).earliestStartExclusive())
        .isEqualTo(TEN.plusSeconds(600));
    assertThat(search(wish("minLeadTimeSeconds", 900).waiting(600)).earliestStartExclusive())
        .isEqualTo(TEN.plusSeconds(900));
    assertThat(search(wish()).horizon()).isEqualTo(TEN.plus(Duration.ofDays(14)));
  }

  @Test
  void everyOfferedSlotBooksAsScheduledAtItsStart() {
    var random = new Random(20_270_602);
    for (int round = 0; round < 200; round++) {
      var queue = wish(
              "minLeadTimeSeconds",
              random.nextInt(4) * 1000,
              "timeSlotMinutes",
              random.nextBoolean() ? 15 : 120,
              "immediateCallbackEnabled",
              random.nextBoolean())
          .at(TEN.plusMillis(random.nextInt(86_400_000)).toString())
          .waiting(random.nextInt(3) * 450);
      var range = Interval.startingAt(queue.now(), Duration.ofDays(15));
      var offered = FreeSlots.inRange(search(queue), range);
      assertThat(offered).isNotEmpty();
      for (var slot : offered) {
        var booking = queue.wanting(slot.slot().start().toString());
        assertThat(booking.place().kind()).isEqualTo(CallbackKind.SCHEDULED);
        assertThat(new BookingPolicy(BookingTerms.DEFAULTS).refusals(booking.wish()))
            .isEmpty();
      }
    }
  }

  private static SlotSearch search(Wishes wish) {
    return SlotRules.search(wish.wish(), BookingTerms.DEFAULTS, Occupancy.EMPTY);
  }
}
