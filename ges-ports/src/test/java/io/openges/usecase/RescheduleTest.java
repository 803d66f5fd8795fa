package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.UserData;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.dispatch.DispatchQueue.ClaimRequest;
import io.openges.ports.driving.callback.ChangeCallback;
import io.openges.ports.driving.callback.ChangeCallback.Edit;
import io.openges.ports.driving.callback.ChangeCallback.Outcome;
import io.openges.ports.driving.callback.ChangeCallback.Target;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operators move callbacks and edit them (specifications 6.7 and 5.1). */
class RescheduleTest extends DispatchScene {

  private static final Instant NOON = START.plus(Duration.ofHours(3));
  private static final Instant EVENING = START.plus(Duration.ofHours(8));

  @Test
  void thePlaceMovesAlong() {
    var callback = book(Engine.ALWAYS, NOON);

    var moved = moved(callback, EVENING);

    assertThat(moved.schedule().desiredTime()).isEqualTo(EVENING);
    assertThat(used(NOON)).isZero();
    assertThat(used(EVENING)).isEqualTo(1);
  }

  @Test
  void aFullSlotChangesNothingAndOffersOthers() {
    book(Engine.ALWAYS, EVENING);
    book(Engine.ALWAYS, EVENING);
    var callback = book(Engine.ALWAYS, NOON);

    var outcome = reschedule(callback, EVENING);

    assertThat(((Outcome.SlotFull) outcome).proposals()).hasSize(10);
    assertThat(current(callback)).isEqualTo(callback);
    assertThat(used(NOON)).isEqualTo(1);
    assertThat(used(EVENING)).isEqualTo(2);
  }

  @Test
  void withinAFullSlotThereIsRoomForWhatIsInIt() {
    book(Engine.ALWAYS, NOON);
    var callback = book(Engine.ALWAYS, NOON);

    assertThat(moved(callback, NOON.plusSeconds(300)).holdsPlace()).isTrue();
    assertThat(used(NOON)).isEqualTo(2);
  }

  @Test
  void aCallbackThatWaitsForAnAgentIsRevokedAndScheduled() {
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");

    var moved = moved(callback, NOON);

    assertThat(moved.schedule().kind()).isEqualTo(CallbackKind.SCHEDULED);
    assertThat(moved.state()).isEqualTo(SCHEDULED);
    assertThat(used(NOON)).isEqualTo(1);
    engine.dispatch();
    assertThat(current(callback).progress().revocation()).isNull();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);

    engine.time().set(NOON);
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(QUEUED);
    assertThat(current(callback).attempt().number()).isEqualTo(2);
  }

  @Test
  void whatADispatcherHoldsIsNotDialledAtTheOldTime() {
    var callback = book(Engine.ALWAYS, NOON);
    engine.time().set(NOON);
    engine.dispatchQueue().claim(new ClaimRequest("other", NOON, Duration.ofSeconds(30), 10));

    moved(callback, EVENING);
    engine.dispatch();

    assertThat(current(callback).state()).isEqualTo(SCHEDULED);
    assertThat(current(callback).attempt().number()).isEqualTo(2);
  }

  @Test
  void whoIsBeingServedStays() {
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, ROUTING, "s-1");

    assertThat(reschedule(callback, NOON)).isInstanceOf(Outcome.TooLate.class);
  }

  @Test
  void theNewTimeIsJudgedLikeThatOfABooking() {
    engine.publish(Map.of(
        Engine.ALWAYS.value(),
        rowWith("minLeadTimeSeconds", 600),
        Engine.OFFICE.value(),
        Engine.row("paris", 3)));
    var callback = book(Engine.ALWAYS, NOON);
    var office = book(Engine.OFFICE, NOON);

    assertThat(refusal(callback, START.minusSeconds(301))).isEqualTo(ReasonCode.IN_PAST);
    assertThat(refusal(callback, START.plusSeconds(300))).isEqualTo(ReasonCode.TOO_SOON);
    assertThat(refusal(callback, START.plus(Duration.ofDays(15))))
        .isEqualTo(ReasonCode.BEYOND_HORIZON);
    assertThat(refusal(office, START.plus(Duration.ofHours(12))))
        .isEqualTo(ReasonCode.CLOSED_WEEKLY);
  }

  @Test
  void anotherVersionIsNotTouched() {
    var callback = book(Engine.ALWAYS, NOON);

    var outcome = change().reschedule(new Target(callback.key(), 2L, "me"), EVENING);

    assertThat(outcome).isEqualTo(new Outcome.VersionConflict(callback));
    assertThat(change().reschedule(new Target(callback.key(), 1L, "me"), EVENING))
        .isInstanceOf(Outcome.Changed.class);
  }

  @Test
  void askingTwiceMovesOnce() {
    var callback = book(Engine.ALWAYS, NOON);
    moved(callback, EVENING);

    assertThat(moved(callback, EVENING).status().version()).isEqualTo(2);
  }

  @Test
  void anEditIsWhatIsDialled() {
    var callback = book(Engine.ALWAYS, NOON);
    var edit = new Edit(PhoneNumber.of("+33987654321"), new UserData("{\"a\":1}"), 7);

    var outcome = change().edit(new Target(callback.key(), null, "me"), edit);

    var edited = ((Outcome.Changed) outcome).callback();
    assertThat(edited.booking().phoneNumber())
        .isEqualTo(new PhoneNumber("+33987654321", "+33987654321"));
    assertThat(edited.booking().details().userData().json()).isEqualTo("{\"a\":1}");
    assertThat(edited.booking().details().routing().priority()).isEqualTo(7);
    assertThat(used(NOON)).isEqualTo(1);
    assertThat(current(callback)).isEqualTo(edited);
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);
  }

  @Test
  void whatIsQueuedIsNotEdited() {
    var callback = submitted();

    assertThat(change().edit(new Target(callback.key(), null, "me"), new Edit(null, null, 1)))
        .isInstanceOf(Outcome.TooLate.class);
  }

  private ChangeCallback change() {
    return engine.ges().callbacks().change();
  }

  private Outcome reschedule(Callback callback, Instant time) {
    return change().reschedule(new Target(callback.key(), null, "me"), time);
  }

  private Callback moved(Callback callback, Instant time) {
    return ((Outcome.Changed) reschedule(callback, time)).callback();
  }

  private ReasonCode refusal(Callback callback, Instant time) {
    return ((Outcome.Refused) reschedule(callback, time)).refusal().code();
  }

  private int used(Instant time) {
    var slot = Interval.startingAt(time, Duration.ofMinutes(15));
    return engine.stores().occupancy().read(Engine.TENANT, Engine.ALWAYS, slot).usedIn(slot);
  }
}
