package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.time.Interval;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookingTest {

  /** A Tuesday, 10:00 in Paris. */
  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private static final Instant LATER = START.plus(Duration.ofHours(2));

  private final Engine engine = Engine.startingAt(START);

  @Test
  void aSlotTakesAsManyAsItsCapacityAndOffersOthersThen() {
    book(Engine.ALWAYS, LATER);
    book(Engine.ALWAYS, LATER.plus(Duration.ofMinutes(14)));

    var third = book(Engine.ALWAYS, LATER);

    assertThat(third).isInstanceOf(Outcome.SlotFull.class);
    var proposals = ((Outcome.SlotFull) third).proposals();
    assertThat(proposals).hasSize(10).allMatch(slot -> slot.free() > 0);
    assertThat(proposals.get(0).slot().start()).isEqualTo(LATER.plus(Duration.ofMinutes(15)));
  }

  @Test
  void cancellingFreesThePlaceAtOnce() {
    var first = booked(book(Engine.ALWAYS, LATER));
    book(Engine.ALWAYS, LATER);

    engine
        .ges()
        .callbacks()
        .cancel()
        .cancel(new CancelCallback.Command(
            first.key(), CompletionReason.CANCELLED, TimelineEvent.Actor.CUSTOMER));

    assertThat(book(Engine.ALWAYS, LATER)).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void whatIsOfferedCanBeBookedForItsStart() {
    var offer = engine
        .ges()
        .askQueue()
        .slots(Engine.TENANT, Engine.OFFICE, new Interval(START, LATER), false)
        .orElseThrow();

    assertThat(offer.slots()).isNotEmpty();
    for (var slot : offer.slots()) {
      var callback = booked(book(Engine.OFFICE, slot.slot().start()));
      assertThat(callback.schedule().kind()).isEqualTo(CallbackKind.SCHEDULED);
    }
  }

  @Test
  void aQueueWithoutCapacityOffersAndTakesNothing() {
    engine.publish(Map.of(Engine.ALWAYS.value(), Engine.row("always", 0)));

    assertThat(book(Engine.ALWAYS, LATER)).isInstanceOf(Outcome.SlotFull.class);
  }

  @Test
  void aClosedOfficeRefusesUnlessItsQueueWaitsForTheOpening() {
    engine.time().set(Instant.parse("2031-03-04T20:00:00Z"));
    assertThat(refusal(book(Engine.OFFICE, null))).isEqualTo(ReasonCode.CLOSED_WEEKLY);

    var row = Engine.row("paris", 3);
    row.put("rejectOutOfHours", false);
    engine.publish(Map.of(Engine.OFFICE.value(), row));
    var callback = booked(book(Engine.OFFICE, null));

    assertThat(callback.state()).isEqualTo(CallbackState.SCHEDULED);
    assertThat(callback.schedule().desiredTime()).isEqualTo("2031-03-05T08:00:00Z");
    assertThat(callback.holdsPlace()).isFalse();
  }

  @Test
  void aWishNearerThanTheWaitIsImmediate() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(600));

    var callback = booked(book(Engine.ALWAYS, START.plus(Duration.ofMinutes(5))));

    assertThat(callback.state()).isEqualTo(CallbackState.QUEUED);
  }

  @Test
  void aWishThatWouldBeMissedIsRefusedWithLaterSlots() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(1200));

    var outcome = engine
        .ges()
        .bookCallback()
        .book(command(
            Engine.ALWAYS,
            new BookCallback.When(START.plus(Duration.ofMinutes(5)), true),
            BookCallback.Extras.NONE));

    assertThat(refusal(outcome)).isEqualTo(ReasonCode.SLOT_WOULD_BE_MISSED);
    assertThat(((Outcome.Refused) outcome).proposals())
        .isNotEmpty()
        .allMatch(slot -> slot.slot().end().isAfter(START.plusSeconds(1200)));
  }

  @Test
  void aRepetitionGetsTheFirstAnswerAlthoughTheSlotIsFullByNow() {
    var first = bookOnce("key", "print", "first answer");
    book(Engine.ALWAYS, LATER);

    assertThat(first).isInstanceOf(Outcome.Booked.class);
    assertThat(bookOnce("key", "print", "second answer"))
        .isEqualTo(new Outcome.Replayed("first answer"));
    assertThat(bookOnce("key", "other print", "")).isEqualTo(new Outcome.KeyMismatch());
  }

  @Test
  void aRefusedRequestLeavesItsKeyFree() {
    book(Engine.ALWAYS, LATER);
    var second = booked(book(Engine.ALWAYS, LATER));
    assertThat(bookOnce("key", "print", "answer")).isInstanceOf(Outcome.SlotFull.class);

    engine
        .ges()
        .callbacks()
        .cancel()
        .cancel(new CancelCallback.Command(
            second.key(), CompletionReason.CANCELLED, TimelineEvent.Actor.CUSTOMER));

    assertThat(bookOnce("key", "print", "answer")).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void anUnknownQueueIsSaidToBeUnknown() {
    assertThat(book(new QueueName("nobody"), null)).isEqualTo(new Outcome.UnknownQueue());
  }

  @Test
  void aBookingIsReadFromTheCacheOnlyWhenTheStoreIsSilent() {
    var callback = booked(book(Engine.ALWAYS, LATER));

    assertThat(engine.cache().find(callback.key())).contains(callback);
    assertThat(
            engine.ges().callbacks().find().find(callback.key()).orElseThrow().stale())
        .isFalse();
  }

  private Outcome bookOnce(String key, String fingerprint, String answer) {
    var idempotency = new BookCallback.Idempotency(key, fingerprint, callback -> answer);
    return engine
        .ges()
        .bookCallback()
        .book(command(
            Engine.ALWAYS,
            new BookCallback.When(LATER, false),
            new BookCallback.Extras(Booking.Details.NONE, idempotency)));
  }

  private Outcome book(QueueName queue, @Nullable Instant desired) {
    var when = new BookCallback.When(desired, false);
    return engine.ges().bookCallback().book(command(queue, when, BookCallback.Extras.NONE));
  }

  private static BookCallback.Command command(
      QueueName queue, BookCallback.When when, BookCallback.Extras extras) {
    return new BookCallback.Command(
        Engine.TENANT, queue, Origin.API, PhoneNumber.of("+33123456789"), when, extras);
  }

  private static Callback booked(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Booked.class);
    return ((Outcome.Booked) outcome).callback();
  }

  private static ReasonCode refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).refusal().code();
  }
}
