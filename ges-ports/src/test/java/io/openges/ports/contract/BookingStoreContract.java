package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.queue.QueueName;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link BookingStore} and {@link io.openges.ports.driven.queue.SlotOccupancy} does; one
 * subclass for each implementation. Idempotency keys have {@link IdempotencyContract}.
 */
public abstract class BookingStoreContract extends StoreContract {

  @Test
  void aBookedCallbackIsThere() {
    var callback = scheduled().build();

    assertThat(book(callback, places(1))).isEqualTo(new Outcome.Booked());

    assertThat(stored(callback)).isEqualTo(callback);
    assertThat(stores().callbacks().timeline(callback.key()))
        .containsExactly(Callbacks.booked(callback));
  }

  @Test
  void aSlotTakesItsCapacityAndNoMore() {
    book(scheduled().build(), places(2));
    book(scheduled().desiredAt(NOON.plusSeconds(899)).build(), places(2));

    assertThat(book(scheduled().build(), places(2))).isEqualTo(new Outcome.SlotFull(2));
    assertThat(used(SLOT)).isEqualTo(2);
  }

  @Test
  void queuesWithTakenPlacesAreFound() {
    var other = new QueueName(queue + "/2");
    book(scheduled().build(), places(1));
    book(scheduled().queue(other).build(), places(1));
    given(scheduled()
        .queue(new QueueName(queue + "/3"))
        .desiredAt(NOON.minusSeconds(90_000))
        .build());
    book(immediate().build(), null);

    assertThat(stores().occupancy().taken(SLOT)).containsEntry(tenant, Set.of(queue, other));
    var later = Interval.startingAt(NOON.plus(Duration.ofDays(1)), Duration.ofHours(8));
    assertThat(stores().occupancy().taken(later)).doesNotContainKey(tenant);
  }

  @Test
  void aQueueWhosePlacesAreAllGivenUpIsNotFound() {
    var callback = given(scheduled().build());
    var change = Callbacks.changed(callback, cancelled(callback));
    stores().callbacks().update(new CallbackStore.Update(change, null, null));

    assertThat(stores().occupancy().taken(SLOT)).doesNotContainKey(tenant);
  }

  @Test
  void aSlotWithoutCapacityTakesNothing() {
    assertThat(book(scheduled().build(), places(0))).isEqualTo(new Outcome.SlotFull(0));
  }

  @Test
  void aRefusedBookingLeavesNothingBehind() {
    book(scheduled().build(), places(1));
    var refused = scheduled().build();

    book(refused, places(1));

    assertThat(stores().callbacks().find(refused.key())).isEmpty();
    assertThat(stores().callbacks().locate(refused.key().id())).isEmpty();
    assertThat(stores().callbacks().timeline(refused.key())).isEmpty();
    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void loweringTheCapacityDropsNobody() {
    book(scheduled().build(), places(3));
    book(scheduled().build(), places(3));

    assertThat(book(scheduled().build(), places(1))).isEqualTo(new Outcome.SlotFull(2));
    assertThat(book(scheduled().build(), places(3))).isEqualTo(new Outcome.Booked());
  }

  @Test
  void aPlaceJudgedByAnOlderTableIsNotTaken() {
    publish(stores().settings());
    var callback = scheduled().build();
    var key = new Remembered("k", "f", "a", Callbacks.BOOKED_AT);

    assertThat(book(callback, places(9), key)).isEqualTo(new Outcome.Outdated());
    assertThat(stores().callbacks().find(callback.key())).isEmpty();
    assertThat(used(SLOT)).isZero();

    var judgedAgain = new Place(SLOT, 9, new SettingsVersions(1, 0));
    assertThat(book(callback, judgedAgain, key)).isEqualTo(new Outcome.Booked());
    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void aPlaceJudgedByOlderCapacityRulesIsNotTaken() {
    publish(stores().rules());

    assertThat(book(scheduled().build(), places(9))).isEqualTo(new Outcome.Outdated());
    assertThat(book(scheduled().build(), new Place(SLOT, 9, new SettingsVersions(0, 1))))
        .isEqualTo(new Outcome.Booked());
  }

  @Test
  void afterAPublicationAFullSlotIsJudgedAgainToo() {
    book(scheduled().build(), places(1));
    publish(stores().settings());

    assertThat(book(scheduled().build(), places(1))).isEqualTo(new Outcome.Outdated());
  }

  @Test
  void whatTakesNoPlaceAndWhatOthersPublishedIsNotJudgedAgain() {
    publish(stores().settings());
    var other = Callbacks.anyTenant();

    assertThat(book(immediate().build(), null)).isEqualTo(new Outcome.Booked());
    assertThat(book(scheduled().tenant(other).build(), places(1))).isEqualTo(new Outcome.Booked());
  }

  @Test
  void whatNeedsNoPlaceIsNotBookedByOldSettingsEither() {
    publish(stores().settings());
    var callback = immediate().build();

    assertThat(bookJudgedBy(callback, new SettingsVersions(0, 0)))
        .isEqualTo(new Outcome.Outdated());
    assertThat(stores().callbacks().find(callback.key())).isEmpty();
    assertThat(bookJudgedBy(callback, new SettingsVersions(1, 0))).isEqualTo(new Outcome.Booked());
  }

  private Outcome bookJudgedBy(Callback callback, SettingsVersions judgedBy) {
    var most = new BookingStore.Most(0, 0, judgedBy);
    var booking = new BookingStore.NewBooking(
        callback, Callbacks.booked(callback), null, callback.booking().createdAt(), null, most);
    return stores().bookings().book(booking);
  }

  @Test
  void immediateCallbacksTakeNoPlace() {
    var callback = immediate().desiredAt(NOON).build();

    assertThat(book(callback, null)).isEqualTo(new Outcome.Booked());

    assertThat(stored(callback)).isEqualTo(callback);
    assertThat(used(SLOT)).isZero();
  }

  @Test
  void anImmediateCallbackThatWaitsForTheOpeningTakesNoPlace() {
    book(immediate().state(CallbackState.SCHEDULED).desiredAt(NOON).build(), null);

    assertThat(used(SLOT)).isZero();
  }

  @Test
  void slotsThatTouchAreCountedApart() {
    var before = Interval.startingAt(SLOT.start().minusSeconds(900), Duration.ofMinutes(15));
    var after = Interval.startingAt(SLOT.end(), Duration.ofMinutes(15));
    book(scheduled().desiredAt(SLOT.start().minusMillis(1)).build(), new Place(before, 1));
    book(scheduled().desiredAt(SLOT.end()).build(), new Place(after, 1));

    assertThat(used(SLOT)).isZero();
    assertThat(book(scheduled().desiredAt(SLOT.end().minusMillis(1)).build(), places(1)))
        .isEqualTo(new Outcome.Booked());
    assertThat(List.of(used(before), used(SLOT), used(after))).containsExactly(1, 1, 1);
  }

  @Test
  void aSlotMayLieOnTwoDays() {
    var midnight = Instant.parse("2031-03-06T00:00:00Z");
    var slot = Interval.startingAt(midnight.minusSeconds(3600), Duration.ofHours(2));
    book(scheduled().desiredAt(midnight.minusMillis(1)).build(), new Place(slot, 2));
    book(scheduled().desiredAt(midnight).build(), new Place(slot, 2));

    assertThat(used(slot)).isEqualTo(2);
    assertThat(book(scheduled().desiredAt(midnight).build(), new Place(slot, 2)))
        .isEqualTo(new Outcome.SlotFull(2));
  }

  @Test
  void queuesAndTenantsAreCountedApart() {
    book(scheduled().build(), places(1));

    assertThat(book(scheduled().queue(new QueueName(queue + " ")).build(), places(1)))
        .isEqualTo(new Outcome.Booked());
    assertThat(book(scheduled().tenant(Callbacks.anyTenant()).build(), places(1)))
        .isEqualTo(new Outcome.Booked());
    assertThat(used(SLOT)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 15, 20, 30, 60, 120})
  void anotherSlotLengthFindsTheSamePlacesTaken(int minutes) {
    var times = List.of(0, 1, 299, 300, 899, 900, 3599, 3600, 7199);
    times.forEach(
        seconds -> given(scheduled().desiredAt(NOON.plusSeconds(seconds)).build()));
    var range = Interval.startingAt(NOON, Duration.ofHours(2));

    var occupancy = stores().occupancy().read(tenant, queue, range);

    for (var slot = Interval.startingAt(NOON, Duration.ofMinutes(minutes));
        slot.start().isBefore(range.end());
        slot = Interval.startingAt(slot.end(), Duration.ofMinutes(minutes))) {
      long from = slot.start().getEpochSecond() - NOON.getEpochSecond();
      var inSlot = times.stream().filter(time -> time >= from && time < from + minutes * 60L);
      assertThat(occupancy.usedIn(slot)).as("%s", slot).isEqualTo((int) inSlot.count());
    }
  }

  @Test
  void aFullSlotIsFullHoweverItIsCut() {
    given(scheduled().desiredAt(NOON).build());
    given(scheduled().desiredAt(NOON.plusSeconds(3599)).build());
    var hour = Interval.startingAt(NOON, Duration.ofHours(1));
    var next = scheduled().desiredAt(NOON.plusSeconds(1800)).build();

    assertThat(book(next, new Place(hour, 2))).isEqualTo(new Outcome.SlotFull(2));
    assertThat(
            book(next, new Place(Interval.startingAt(NOON.plusSeconds(1800), hour.duration()), 2)))
        .isEqualTo(new Outcome.Booked());
  }

  @Test
  void twoWeeksAreReadAtOnce() {
    var end = NOON.plus(Duration.ofDays(14));
    given(scheduled().desiredAt(NOON).build());
    given(scheduled().desiredAt(end.minusMillis(1)).build());

    var occupancy = stores().occupancy().read(tenant, queue, new Interval(NOON, end));

    assertThat(occupancy.usedIn(new Interval(NOON, end))).isEqualTo(2);
    assertThat(occupancy.usedIn(new Interval(NOON.plusSeconds(300), end.minusSeconds(300))))
        .isZero();
  }

  @Test
  void racingCallersNeverOversell() throws InterruptedException {
    int capacity = 3;
    var outcomes = new Race(8, 40).run((caller, round) -> {
      var slot = Interval.startingAt(NOON.plusSeconds(900L * round), Duration.ofMinutes(15));
      var desired = slot.start().plusSeconds(100L * caller);
      return book(scheduled().desiredAt(desired).build(), new Place(slot, capacity));
    });

    assertThat(outcomes).allSatisfy(round -> {
      assertThat(round).filteredOn(isBooked()).hasSize(capacity);
      assertThat(round)
          .filteredOn(isBooked().negate())
          .containsOnly(new Outcome.SlotFull(capacity));
    });
    assertThat(used(Interval.startingAt(NOON, Duration.ofHours(10)))).isEqualTo(40 * capacity);
  }

  @Test
  void racingCallersWithRoomEnoughAreAllBooked() throws InterruptedException {
    var callbacks = new Race(8, 25).run((caller, round) -> {
      var callback = scheduled().desiredAt(NOON.plusSeconds(37L * caller)).build();
      assertThat(book(callback, places(200))).isEqualTo(new Outcome.Booked());
      return callback;
    });

    assertThat(used(SLOT)).isEqualTo(200);
    assertThat(callbacks.stream().flatMap(List::stream))
        .allSatisfy(callback -> assertThat(stored(callback)).isEqualTo(callback));
  }

  @Test
  void racingCallersOfManyQueuesDoNotDisturbEachOther() throws InterruptedException {
    var outcomes = new Race(8, 25).run((caller, round) -> {
      Callback callback = scheduled().queue(new QueueName(queue + "/" + caller)).build();
      return book(callback, places(20));
    });

    assertThat(outcomes.subList(0, 20)).allSatisfy(round -> assertThat(round).allMatch(isBooked()));
    assertThat(outcomes.subList(20, 25))
        .allSatisfy(round -> assertThat(round).containsOnly(new Outcome.SlotFull(20)));
  }

  private static Predicate<Outcome> isBooked() {
    return Outcome.Booked.class::isInstance;
  }
}
