package io.openges.domain.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.hours.Offices;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeSlotsTest {

  private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z"); // 09:00 in Paris
  private static final Instant HORIZON = NOW.plus(Duration.ofDays(14));
  private static final BusinessHours PARIS = Offices.paris();

  @Test
  void proposalsFollowTheWishOverTheLunchBreak() {
    var wish = Instant.parse("2026-12-01T11:20:00Z");

    assertThat(starts(FreeSlots.nearest(paris(Occupancy.EMPTY), wish, 3)))
        .containsExactly("2026-12-01T12:30:00Z", "2026-12-01T12:45:00Z", "2026-12-01T13:00:00Z");
  }

  @Test
  void proposalsSkipWhatIsFull() {
    var wish = Instant.parse("2026-12-01T09:00:00Z");
    var occupancy =
        Occupancy.of(Map.of(wish, 2, wish.plusSeconds(1000), 2, wish.plusSeconds(1900), 1));

    var found = FreeSlots.nearest(paris(occupancy), wish, 2);

    assertThat(starts(found)).containsExactly("2026-12-01T09:30:00Z", "2026-12-01T09:45:00Z");
    assertThat(found).extracting(FreeSlot::free).containsExactly(1, 2);
    assertThat(found).extracting(FreeSlot::total).containsExactly(2, 2);
  }

  @Test
  void proposalsForTheLastSlotOfTheHorizonLieBeforeItNearestFirst() {
    assertThat(starts(FreeSlots.nearest(paris(Occupancy.EMPTY), HORIZON, 4)))
        .containsExactly(
            "2026-12-15T07:45:00Z",
            "2026-12-15T07:30:00Z",
            "2026-12-15T07:15:00Z",
            "2026-12-15T07:00:00Z");
  }

  @Test
  void proposalsFromBothSidesComeAfterFirst() {
    assertThat(starts(FreeSlots.nearest(paris(Occupancy.EMPTY), HORIZON.minusSeconds(1801), 4)))
        .containsExactly(
            "2026-12-15T07:30:00Z",
            "2026-12-15T07:45:00Z",
            "2026-12-15T08:00:00Z",
            "2026-12-15T07:00:00Z");
  }

  @Test
  void noneFreeIsNoProposal() {
    var search = search(PARIS, 15, SlotCapacity.perSlot(0), Occupancy.EMPTY);

    assertThat(FreeSlots.nearest(search, NOW, 10)).isEmpty();
    assertThat(FreeSlots.nearest(paris(Occupancy.EMPTY), NOW, 0)).isEmpty();
  }

  @Test
  void aSlotIsFreeOnlyIfItsStartIsOpenAndAfterTheEarliest() {
    var range = new Interval(NOW, NOW.plusSeconds(3600));

    assertThat(starts(FreeSlots.inRange(paris(Occupancy.EMPTY), range)))
        .containsExactly("2026-12-01T08:15:00Z", "2026-12-01T08:30:00Z", "2026-12-01T08:45:00Z");
  }

  @Test
  void moreUsedThanThereIsCountsAsFull() {
    var occupancy = Occupancy.of(Map.of(NOW.plusSeconds(900), 50));

    assertThat(FreeSlots.inRange(paris(occupancy), new Interval(NOW, NOW.plusSeconds(1800))))
        .isEmpty();
  }

  @Test
  void fullSlotsAreShownWithNothingLeftWhereTheyAreAskedFor() {
    var occupancy = Occupancy.of(Map.of(NOW.plusSeconds(900), 50));
    var range = new Interval(NOW, NOW.plusSeconds(2700));

    var found = FreeSlots.openInRange(paris(occupancy), range);

    assertThat(starts(found)).containsExactly("2026-12-01T08:15:00Z", "2026-12-01T08:30:00Z");
    assertThat(found).extracting(FreeSlot::free).containsExactly(0, 2);
  }

  @Test
  void slotsWithoutCapacityAreNeverShown() {
    var search = search(PARIS, 15, SlotCapacity.perSlot(0), Occupancy.EMPTY);

    assertThat(FreeSlots.openInRange(search, new Interval(NOW, NOW.plusSeconds(2700))))
        .isEmpty();
  }

  @Test
  void bothPassesOfARepeatedHourAreFilledApart() {
    var zone = ZoneId.of("Europe/Paris");
    var firstPass = Instant.parse("2027-10-31T00:00:00Z");
    var search = new SlotSearch(
        BusinessHours.alwaysOpen(zone),
        SlotGrid.of(zone, 15),
        SlotCapacity.perSlot(1),
        Occupancy.of(Map.of(firstPass, 1)),
        firstPass.minusSeconds(1),
        firstPass.plusSeconds(3600));

    assertThat(FreeSlots.inRange(search, new Interval(firstPass, firstPass.plusSeconds(900))))
        .isEmpty();
    assertThat(
            starts(FreeSlots.inRange(search, new Interval(firstPass, firstPass.plusSeconds(4500)))))
        .containsExactly(
            "2027-10-31T00:15:00Z",
            "2027-10-31T00:30:00Z",
            "2027-10-31T00:45:00Z",
            "2027-10-31T01:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "4, 2", "5, 3", "10000, 5000"})
  void aShortSlotTakesItsShareRoundedUp(int capacity, int expected) {
    var half = new Slot(new Interval(NOW, NOW.plusSeconds(1800)), Duration.ofHours(1));

    assertThat(SlotCapacity.perSlot(capacity).total(half)).isEqualTo(expected);
  }

  @Test
  void impossibleNumbersAreRefused() {
    var slot = new Slot(new Interval(NOW, NOW.plusSeconds(900)), Duration.ofMinutes(15));

    assertThatIllegalArgumentException().isThrownBy(() -> SlotCapacity.perSlot(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new FreeSlot(slot, -1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new FreeSlot(slot, 4, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Slot(slot.interval(), Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void proposalsAgreeWithSortingAllSlotsOfTheHorizon(long seed) {
    var random = new Random(seed);
    for (int run = 0; run < 15; run++) {
      int minutes = List.of(5, 15, 30, 120).get(random.nextInt(4));
      var search = search(PARIS, minutes, SlotCapacity.perSlot(2), nearlyFull(random));
      var wish = NOW.plusMillis(random.nextInt(1_300_000_000));
      int limit = random.nextInt(30);

      assertThat(FreeSlots.nearest(search, wish, limit))
          .as("seed %s, run %s", seed, run)
          .isEqualTo(slowNearest(search, wish, limit));
    }
  }

  private static List<FreeSlot> slowNearest(SlotSearch search, Instant wish, int limit) {
    var after = new ArrayList<FreeSlot>();
    var before = new ArrayList<FreeSlot>();
    for (var slot :
        search.grid().slots(new Interval(NOW.minusSeconds(9999), HORIZON.plusSeconds(9999)))) {
      int free = 2 - search.occupancy().usedIn(slot.interval());
      boolean bookable = slot.start().isAfter(NOW)
          && !slot.start().isAfter(HORIZON)
          && PARIS.isOpenAt(slot.start());
      if (bookable && free > 0 && !slot.contains(wish)) {
        (slot.start().isAfter(wish) ? after : before).add(new FreeSlot(slot, free, 2));
      }
    }
    before.sort(Comparator.comparing((FreeSlot free) -> free.slot().start()).reversed());
    after.addAll(before);
    return after.subList(0, Math.min(limit, after.size()));
  }

  private static Occupancy nearlyFull(Random random) {
    var callbacks = new TreeMap<Instant, Integer>();
    for (int cell = 0; cell < 14 * 288; cell++) {
      callbacks.put(NOW.plusSeconds(300L * cell), random.nextInt(10) == 0 ? 0 : 2);
    }
    return Occupancy.of(callbacks);
  }

  private static SlotSearch paris(Occupancy occupancy) {
    return search(PARIS, 15, SlotCapacity.perSlot(2), occupancy);
  }

  private static SlotSearch search(
      BusinessHours hours, int minutes, SlotCapacity capacity, Occupancy occupancy) {
    return new SlotSearch(
        hours, SlotGrid.of(hours.zone(), minutes), capacity, occupancy, NOW, HORIZON);
  }

  private static List<String> starts(List<FreeSlot> found) {
    return found.stream().map(free -> free.slot().start().toString()).toList();
  }
}
