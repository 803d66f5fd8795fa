package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.Transitions;
import io.openges.domain.callback.UserData;
import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInOrder;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.CodeSpace;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.callback.ChangeCallback;
import io.openges.ports.driving.callback.ErasePersonalData.Erased;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Erasure (specification 6.9), lookups, and what the audit says of it. */
class EraseTest extends DispatchScene {

  private static final PhoneNumber NUMBER = PhoneNumber.of("+33123456789");

  @Test
  void everythingOfANumberIsErasedAndCountsRemain() {
    var open = book(Engine.ALWAYS, START.plus(Duration.ofHours(3)));
    var dialled = submitted();
    report(dialled, 1, QUEUED, "s-1");
    report(dialled, 1, COMPLETED, "s-1");
    engine.stores().sessionStorage().replace(dialled.key(), Map.of("a", "1"));

    assertThat(erase()).isEqualTo(new Erased(2, 0));
    engine.dispatch();

    assertThat(current(open).status().reason()).isEqualTo(CompletionReason.ERASED);
    assertThat(current(open).holdsPlace()).isFalse();
    assertThat(current(dialled).status().reason()).isEqualTo(CompletionReason.AGENT_CONNECTED);
    for (var callback : List.of(open, dialled)) {
      assertThat(current(callback).booking().isErased()).isTrue();
      assertThat(engine.cache().find(callback.key()))
          .get()
          .extracting(copy -> copy.booking().phoneNumber())
          .isEqualTo(PhoneNumber.ERASED);
    }
    assertThat(engine.stores().sessionStorage().read(dialled.key())).contains(Map.of());
    assertThat(engine.stream().entries()).isEmpty();
    assertThat(erase()).isEqualTo(new Erased(0, 0));
  }

  @Test
  void aRepetitionOfWhatWasErasedIsAMismatchAndNoNewBooking() {
    assertThat(bookOnce("print")).isInstanceOf(Outcome.Booked.class);
    assertThat(bookOnce("print")).isInstanceOf(Outcome.Replayed.class);

    assertThat(erase()).isEqualTo(new Erased(1, 0));

    assertThat(bookOnce("print")).isEqualTo(new Outcome.KeyMismatch());
    assertThat(bookOnce("another")).isEqualTo(new Outcome.KeyMismatch());
    assertThat(engine.stores().idempotencyKeys().find(Engine.TENANT, "key", START))
        .contains(new Remembered("key", Remembered.ERASED, "", START));
    assertThat(erase()).isEqualTo(new Erased(0, 0));
  }

  private Outcome bookOnce(String fingerprint) {
    var idempotency = new BookCallback.Idempotency(
        "key", fingerprint, callback -> "{\"id\":\"" + callback.key().id() + "\"}");
    return engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            NUMBER,
            new BookCallback.When(null, false),
            new BookCallback.Extras(Booking.Details.NONE, idempotency)));
  }

  @Test
  void callInsOfTheNumberOrOfItsCallbacksAreErasedToo() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(3)));
    var byCaller = expectCall(new PhoneNumber(NUMBER.asGiven(), NUMBER.asGiven()), null);
    var byCallback = expectCall(null, callback.key().id());

    assertThat(erase()).isEqualTo(new Erased(1, 2));

    for (var request : List.of(byCaller, byCallback)) {
      assertThat(engine.callIns().find(request.key())).contains(request.erased());
    }
    assertThat(erase()).isEqualTo(new Erased(0, 0));
  }

  @Test
  void aCallInIsFoundByItsNationalNumberThoughNoQueueIsInItsCountry() {
    var row = Engine.row("always", 2);
    row.put("defaultCountry", "FR");
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
    var request = expectCall(new PhoneNumber("(650) 253-0000", "+16502530000"), null);

    var erased = engine
        .ges()
        .callbacks()
        .erase()
        .byNumber(Engine.TENANT, PhoneNumber.of("650 253 0000"), "me");

    assertThat(erased).isEqualTo(new Erased(0, 1));
    assertThat(engine.callIns().find(request.key())).contains(request.erased());
  }

  private CallInRequest expectCall(@Nullable PhoneNumber caller, @Nullable CallbackId callback) {
    var key = new CallInKey(Engine.TENANT, UUID.randomUUID());
    var sent = new CallInRequest.Sent("VIP", caller, new UserData("{\"a\":\"b\"}"), callback);
    var numbers = List.of("+18005550100");
    var order =
        new CallInOrder(key, sent, numbers, CodeSpace.ofLength(6), START, START.plusSeconds(60));
    var creation = engine.callIns().create(order, bound -> 0);
    return ((CallInRequests.Creation.Created) creation).request();
  }

  @Test
  void whatAnAgentHandlesGoesOnEmptied() {
    var callback = submitted();
    engine.stream().deliver();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, PROCESSING, "s-1");

    assertThat(engine.ges().callbacks().erase().byCallback(callback.key(), "me"))
        .contains(new Erased(1, 0));

    engine.dispatch();

    assertThat(current(callback).state()).isEqualTo(PROCESSING);
    assertThat(current(callback).booking().isErased()).isTrue();
    assertThat(engine.stream().entries()).isEmpty();
    assertThat(engine.sessions().told()).isEmpty();
    report(callback, 1, COMPLETED, "s-1");
    assertThat(current(callback).state()).isEqualTo(COMPLETED);
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "ROUTING", "PROCESSING"})
  void whatTheVoicePlatformHoldsIsErasedHoweverLongItIsSilent(CallbackState state) {
    var callback = submitted();
    engine.stream().deliver();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, state, "s-1");
    cutStream();

    assertThat(erase()).isEqualTo(new Erased(1, 0));
    pass(Transitions.TELL_SESSION_FOR.plusMinutes(1));
    assertThat(current(callback).booking().isErased()).isTrue();
    assertThat(engine.stream().entries()).hasSize(1);

    healStream();
    pass(Duration.ofSeconds(30));
    assertThat(engine.stream().entries()).isEmpty();
    assertThat(current(callback).progress().revocation()).isNull();
  }

  @Test
  void whatIsPutOffMeanwhileIsErasedBeforeItsNewTime() {
    var callback = submitted();
    engine.stream().deliver();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, PROCESSING, "s-1");
    cutStream();
    erase();
    putOff(callback, START.plus(Duration.ofHours(3)));

    healStream();
    pass(Duration.ofSeconds(2));

    assertThat(engine.stream().entries()).isEmpty();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAnEarlierAttemptHasLeftIsErasedBeforeTheNextIsMade(boolean isCancelled) {
    var callback = submitted();
    engine.stream().deliver();
    report(callback, 1, QUEUED, "s-1");
    putOff(callback, START.plus(Duration.ofHours(3)));
    if (isCancelled) {
      cancel(callback);
    }
    pass(Duration.ofSeconds(2));
    assertThat(engine.stream().entries()).hasSize(1);

    assertThat(erase()).isEqualTo(new Erased(1, 0));
    pass(Duration.ofSeconds(2));

    assertThat(engine.stream().entries()).isEmpty();
    assertThat(engine.sessions().told()).isEmpty();
    assertThat(current(callback).progress().revocation()).isNull();
  }

  @Test
  void aNumberIsFoundHoweverItIsWritten() {
    var callback = book(Engine.ALWAYS, null);
    var find = engine.ges().callbacks().find();

    for (var way : List.of("+33 1 23 45 67 89", "33123456789", "0033123456789")) {
      assertThat(find.lookUp(Engine.TENANT, PhoneNumber.of(way), null, true))
          .as(way)
          .extracting(Callback::key)
          .containsExactly(callback.key());
    }
    assertThat(find.lookUp(Engine.TENANT, NUMBER, Engine.OFFICE, true)).isEmpty();
    cancel(callback);
    assertThat(find.lookUp(Engine.TENANT, NUMBER, null, true)).isEmpty();
    assertThat(find.lookUp(Engine.TENANT, NUMBER, Engine.ALWAYS, false)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789", "01 23 45 67 89", "+33 (0)1 23 45 67 89", "123456789"})
  void aNationalNumberIsFoundThoughItsQueueDialsOnlyInternationalOnes(String way) {
    var row = Engine.row("always", 2);
    row.put("defaultCountry", "FR");
    row.put("dialPrefix", "+");
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(3)));
    var callbacks = engine.ges().callbacks();

    assertThat(callbacks.find().lookUp(Engine.TENANT, PhoneNumber.of(way), null, true))
        .extracting(Callback::key)
        .containsExactly(callback.key());
    assertThat(callbacks.erase().byNumber(Engine.TENANT, PhoneNumber.of(way), "me"))
        .isEqualTo(new Erased(1, 0));
    assertThat(current(callback).booking().isErased()).isTrue();
  }

  @Test
  void theAuditSaysWhoDidItButNotTheNumber() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(3)));
    var target = new ChangeCallback.Target(callback.key(), null, "ada");
    engine.ges().callbacks().change().reschedule(target, START.plus(Duration.ofHours(4)));
    engine.ges().callbacks().change().edit(target, new ChangeCallback.Edit(null, null, 2));
    erase();

    var entries = engine
        .ges()
        .audit()
        .list(new AuditLog.Filter(
            Engine.TENANT, null, null, null, null, new AuditLog.Page(100, null)))
        .stream()
        .map(AuditLog.Kept::entry)
        .toList();

    assertThat(entries)
        .extracting(entry -> entry.actor() + " " + entry.action() + " " + entry.detail())
        .containsExactly(
            "me ERASE callbacks: 1, call-ins: 0",
            "ada EDIT priority",
            "ada RESCHEDULE to 2031-03-04T13:00:00Z",
            "internal PUBLISH version 1");
    assertThat(entries.get(2).object())
        .isEqualTo(AuditEntry.callback(callback.key().id()));
    assertThat(entries.get(0).object()).startsWith("number:").doesNotContain("123456789");
  }

  /** Lets time pass by the second, with rounds of dispatch. */
  private void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      engine.time().advance(Duration.ofSeconds(1));
      engine.dispatch();
    }
  }

  private Erased erase() {
    return engine.ges().callbacks().erase().byNumber(Engine.TENANT, NUMBER, "me");
  }
}
