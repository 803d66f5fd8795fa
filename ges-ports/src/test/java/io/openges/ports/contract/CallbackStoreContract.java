package io.openges.ports.contract;

import static io.openges.domain.callback.CallbackKind.IMMEDIATE;
import static io.openges.domain.callback.CallbackKind.SCHEDULED;
import static io.openges.ports.driven.callback.CallbackStore.UpdateOutcome.OUTDATED;
import static io.openges.ports.driven.callback.CallbackStore.UpdateOutcome.SLOT_FULL;
import static io.openges.ports.driven.callback.CallbackStore.UpdateOutcome.STORED;
import static io.openges.ports.driven.callback.CallbackStore.UpdateOutcome.VERSION_CONFLICT;
import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link CallbackStore} does; one subclass for each implementation. That nothing is lost
 * on the way in and out is the affair of {@link RoundTripContract}.
 */
public abstract class CallbackStoreContract extends StoreContract {

  private static final Interval LATER =
      Interval.startingAt(SLOT.end().plusSeconds(3600), Duration.ofMinutes(15));

  @Test
  void unknownCallbacksAreNotThere() {
    var unknown = Callbacks.anyKey();

    assertThat(stores().callbacks().find(unknown)).isEmpty();
    assertThat(stores().callbacks().locate(unknown.id())).isEmpty();
    assertThat(stores().callbacks().timeline(unknown)).isEmpty();
  }

  @Test
  void aCallbackIsFoundOnlyUnderItsTenant() {
    var callback = given(scheduled().build());
    var stranger = Callbacks.scheduled().id(callback.key().id()).build();

    assertThat(stores().callbacks().find(stranger.key())).isEmpty();
    assertThat(stores().callbacks().timeline(stranger.key())).isEmpty();
    assertThat(stores().callbacks().locate(callback.key().id())).contains(callback.key());
  }

  @Test
  void aChangeIsStored() {
    var before = given(scheduled().build());
    var after = moved(before, CallbackState.QUEUED, null);

    assertThat(update(before, after, null)).isEqualTo(STORED);

    assertThat(stored(before)).isEqualTo(after);
    assertThat(stores().callbacks().timeline(before.key()))
        .containsExactly(Callbacks.booked(before), Callbacks.event(before, after, "CHANGED"));
  }

  @Test
  void aChangeOfAnOldVersionIsRefused() {
    var before = given(scheduled().build());
    var after = moved(before, CallbackState.QUEUED, null);
    update(before, after, null);

    assertThat(update(before, cancelled(before), null)).isEqualTo(VERSION_CONFLICT);
    assertThat(update(before, after, null)).isEqualTo(VERSION_CONFLICT);

    assertThat(stored(before)).isEqualTo(after);
    assertThat(stores().callbacks().timeline(before.key())).hasSize(2);
    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void aChangeOfAnUnknownCallbackIsRefused() {
    var unknown = scheduled().build();

    assertThat(update(unknown, cancelled(unknown), null)).isEqualTo(VERSION_CONFLICT);
    assertThat(stores().callbacks().find(unknown.key())).isEmpty();
    assertThat(stores().callbacks().timeline(unknown.key())).isEmpty();
    assertThat(used(SLOT)).isZero();
  }

  @Test
  void eventsKeepTheirOrderThoughTheirTimesAreEqual() {
    var before = given(scheduled().build());
    var after = cancelled(before);
    var events = IntStream.range(0, 20)
        .mapToObj(i -> Callbacks.event(before, after, "NOTE_" + (i * 7 % 20)))
        .toList();

    stores()
        .callbacks()
        .update(new Update(new Transition.Changed(before, after, events), null, null));

    assertThat(stores().callbacks().timeline(before.key()))
        .startsWith(Callbacks.booked(before))
        .endsWith(events.toArray(TimelineEvent[]::new))
        .hasSize(21);
  }

  @Test
  void cancellingFreesThePlaceAtOnce() {
    var callback = scheduled().build();
    book(callback, places(1));

    update(callback, cancelled(callback), null);

    assertThat(used(SLOT)).isZero();
    assertThat(book(scheduled().build(), places(1))).isEqualTo(new Outcome.Booked());
  }

  @Test
  void whatIsCompletedFreesNothingMore() {
    var callback = given(scheduled().build());
    given(scheduled().build());
    var cancelled = cancelled(callback);
    update(callback, cancelled, null);

    assertThat(update(cancelled, touched(cancelled), null)).isEqualTo(STORED);

    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void anOpenCallbackKeepsItsPlaceInEveryState() {
    var callback = given(scheduled().build());
    for (var state :
        List.of(CallbackState.QUEUED, CallbackState.ROUTING, CallbackState.PROCESSING)) {
      var after = moved(callback, state, null);
      update(callback, after, null);
      callback = after;

      assertThat(used(SLOT)).as("%s", state).isEqualTo(1);
    }
  }

  @Test
  void aMoveTakesTheNewPlaceAndFreesTheOld() {
    var before = given(scheduled().build());
    var after = rescheduled(before, SCHEDULED, LATER.start());

    assertThat(update(before, after, new Place(LATER, 1))).isEqualTo(STORED);

    assertThat(stored(before)).isEqualTo(after);
    assertThat(List.of(used(SLOT), used(LATER))).containsExactly(0, 1);
  }

  @Test
  void aMoveJudgedByOlderSettingsChangesNothing() {
    var before = given(scheduled().build());
    var after = rescheduled(before, SCHEDULED, LATER.start());
    publish(stores().rules());

    assertThat(update(before, after, new Place(LATER, 1))).isEqualTo(OUTDATED);
    assertThat(stored(before)).isEqualTo(before);
    assertThat(List.of(used(SLOT), used(LATER))).containsExactly(1, 0);

    assertThat(update(before, after, new Place(LATER, 1, new SettingsVersions(0, 1))))
        .isEqualTo(STORED);
    assertThat(List.of(used(SLOT), used(LATER))).containsExactly(0, 1);
  }

  @Test
  void aMoveIntoAFullSlotChangesNothing() {
    var before = given(scheduled().build());
    given(scheduled().desiredAt(LATER.start()).build());
    var after = rescheduled(before, SCHEDULED, LATER.end().minusMillis(1));

    assertThat(update(before, after, new Place(LATER, 1))).isEqualTo(SLOT_FULL);

    assertThat(stored(before)).isEqualTo(before);
    assertThat(stores().callbacks().timeline(before.key())).hasSize(1);
    assertThat(List.of(used(SLOT), used(LATER))).containsExactly(1, 1);
  }

  @Test
  void aCallbackDoesNotStandInItsOwnWay() {
    var before = given(scheduled().build());
    var after = rescheduled(before, SCHEDULED, NOON.plusSeconds(600));

    assertThat(update(before, after, places(1))).isEqualTo(STORED);

    assertThat(used(SLOT)).isEqualTo(1);
  }

  @Test
  void aMoveWithinASlotIsSeenWhenTheSlotIsCutFiner() {
    var before = given(scheduled().build());
    var after = rescheduled(before, SCHEDULED, NOON.plusSeconds(600));

    assertThat(update(before, after, null)).isEqualTo(STORED);

    assertThat(used(Interval.startingAt(NOON, Duration.ofMinutes(5)))).isZero();
    assertThat(used(Interval.startingAt(NOON.plusSeconds(600), Duration.ofMinutes(5))))
        .isEqualTo(1);
  }

  @Test
  void aSnoozeFreesThePlace() {
    var before = given(scheduled().build());

    update(before, rescheduled(before, IMMEDIATE, NOON.plusSeconds(60)), null);

    assertThat(used(SLOT)).isZero();
  }

  @Test
  void anImmediateCallbackThatIsPutOffTakesAPlace() {
    var before = given(immediate().desiredAt(NOON).build());
    var after = rescheduled(before, SCHEDULED, LATER.start());

    assertThat(update(before, after, new Place(LATER, 0))).isEqualTo(SLOT_FULL);
    assertThat(update(before, after, new Place(LATER, 1))).isEqualTo(STORED);

    assertThat(List.of(used(SLOT), used(LATER))).containsExactly(0, 1);
  }

  @Test
  void ofRacingWritersOneWins() throws InterruptedException {
    var callbacks =
        IntStream.range(0, 200).mapToObj(i -> given(scheduled().build())).toList();

    var stored = new Race(8, 10)
        .run((caller, round) -> callbacks.subList(20 * round, 20 * round + 20).stream()
            .filter(before ->
                update(before, caller % 2 == 0 ? cancelled(before) : touched(before), null)
                    == STORED)
            .toList());

    assertThat(stored.stream().flatMap(List::stream).flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(callbacks);
    long open =
        callbacks.stream().filter(callback -> stored(callback).holdsPlace()).count();
    assertThat(used(SLOT)).isEqualTo((int) open);
  }

  @Test
  void racingMovesNeverOversell() throws InterruptedException {
    var callbacks =
        IntStream.range(0, 8 * 25).mapToObj(i -> given(scheduled().build())).toList();

    var outcomes = new Race(8, 25).run((caller, round) -> {
      var slot =
          Interval.startingAt(LATER.start().plusSeconds(900L * round), Duration.ofMinutes(15));
      var before = callbacks.get(8 * round + caller);
      var after = rescheduled(before, SCHEDULED, slot.start().plusSeconds(100L * caller));
      return update(before, after, new Place(slot, 2));
    });

    assertThat(outcomes).allSatisfy(round -> assertThat(round).containsOnly(STORED, SLOT_FULL));
    assertThat(outcomes)
        .allSatisfy(round -> assertThat(round).filteredOn(STORED::equals).hasSize(2));
    assertThat(used(SLOT)).isEqualTo(8 * 25 - 2 * 25);
  }

  @Test
  void racingMovesThatCrossDoNotBlockEachOther() throws InterruptedException {
    var here = NOON;
    var there = NOON.plus(Duration.ofDays(1));
    var slots = List.of(
        Interval.startingAt(here, Duration.ofMinutes(15)),
        Interval.startingAt(there, Duration.ofMinutes(15)));
    var callbacks = new ArrayList<Callback>();
    for (int caller = 0; caller < 8; caller++) {
      callbacks.add(given(scheduled().desiredAt(slots.get(caller % 2).start()).build()));
    }

    new Race(8, 20).run((caller, round) -> {
      var slot = slots.get((caller + round + 1) % 2);
      var before = callbacks.get(caller);
      var after = rescheduled(before, SCHEDULED, slot.start());
      assertThat(update(before, after, new Place(slot, 8))).isEqualTo(STORED);
      synchronized (callbacks) {
        return callbacks.set(caller, after);
      }
    });

    assertThat(List.of(used(slots.get(0)), used(slots.get(1)))).containsExactly(4, 4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsUsedIsWhatIsOpen(long seed) {
    var random = new Random(seed);
    var open = new ArrayList<Callback>();
    for (int step = 0; step < 120; step++) {
      var time = NOON.plusSeconds(random.nextInt(7200));
      var slot = slotOf(time);
      int choice = open.isEmpty() ? 0 : random.nextInt(4);
      if (choice < 2) {
        var callback = scheduled().desiredAt(time).build();
        if (book(callback, new Place(slot, 4)) instanceof Outcome.Booked) {
          open.add(callback);
        }
      } else {
        var before = open.remove(random.nextInt(open.size()));
        var moved = rescheduled(before, SCHEDULED, time);
        if (choice == 2) {
          update(before, cancelled(before), null);
        } else {
          open.add(update(before, moved, new Place(slot, 4)) == STORED ? moved : before);
        }
      }
    }
    for (int quarter = 0; quarter < 8; quarter++) {
      var slot = slotOf(NOON.plusSeconds(900L * quarter));
      long desired = open.stream()
          .filter(callback -> slot.contains(callback.schedule().desiredTime()))
          .count();
      assertThat(used(slot)).as("seed %s, %s", seed, slot).isEqualTo((int) desired);
    }
  }

  private static Interval slotOf(Instant time) {
    long start = Math.floorDiv(time.getEpochSecond(), 900L) * 900;
    return Interval.startingAt(Instant.ofEpochSecond(start), Duration.ofMinutes(15));
  }

  private UpdateOutcome update(Callback before, Callback after, @Nullable Place newPlace) {
    var wakeAt = after.state().isOpen() ? after.schedule().desiredTime() : null;
    return stores()
        .callbacks()
        .update(new Update(Callbacks.changed(before, after), wakeAt, newPlace));
  }
}
