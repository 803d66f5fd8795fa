package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.TimelineEvent;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.DispatchQueue.ClaimRequest;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.memory.InMemoryRecordCache;
import io.openges.ports.memory.InMemoryStores;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Failing;
import io.openges.ports.testing.MovableTime;
import io.openges.usecase.callback.CancelCallbackService;
import io.openges.usecase.callback.Committed;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Attempts that must not go on (specification 6.6, rule 10). */
class RevocationTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private final AtomicReference<Failing<CallSubmission>> stream = new AtomicReference<>();
  private final Engine engine = Engine.startingAt(START, around -> {
    var failing = Failing.of(CallSubmission.class, around);
    stream.set(failing);
    return failing.port();
  });

  @Test
  void anOpenCallbackExpiresWhileItsRevocationFindsNoAnswer() {
    var row = Engine.row("always", 2);
    row.put("callbackTtlSeconds", 600);
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
    var callback = book();
    engine.dispatch();
    engine.stream().deliver();
    engine.time().advance(Duration.ofMinutes(2));
    engine.ges().dispatchDue().run();
    engine.ges().dispatchDue().settle();
    assertThat(current(callback).progress().revocation())
        .as("the attempt that did not start is to be revoked")
        .isNotNull();
    requireNonNull(stream.get()).fail(Dependency.ORS_REDIS);

    passTo(START.plusSeconds(599));
    assertThat(current(callback).state()).isEqualTo(QUEUED);

    passTo(START.plusSeconds(602));
    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.EXPIRED_TTL);
    assertThat(current(callback).progress().revocation())
        .as("it is kept until it is done")
        .isNotNull();

    requireNonNull(stream.get()).heal();
    passTo(START.plusSeconds(630));
    assertThat(current(callback).progress().revocation()).isNull();
  }

  @Test
  void aCancellationThatAClaimOvertakesRevokesWhatTheClaimMayHaveWritten() {
    var stores = new InMemoryStores();
    var callback = Callbacks.scheduled().build();
    stores
        .bookings()
        .book(new NewBooking(
            callback, Callbacks.booked(callback), null, callback.schedule().desiredTime(), null));
    var claimed = new AtomicBoolean();
    var overtaken = (CallbackStore) Proxy.newProxyInstance(
        CallbackStore.class.getClassLoader(),
        new Class<?>[] {CallbackStore.class},
        (self, method, arguments) -> {
          var result = method.invoke(stores.callbacks(), arguments);
          if (method.getName().equals("find") && claimed.compareAndSet(false, true)) {
            var now = callback.schedule().desiredTime();
            stores.dispatchQueue().claim(new ClaimRequest("n", now, Duration.ofSeconds(20), 9));
          }
          return result;
        });
    RecordCache cache = new InMemoryRecordCache();
    var cancel = new CancelCallbackService(
        overtaken, new MovableTime(START), new Committed(cache, wakeup -> {}));

    cancel.cancel(new CancelCallback.Command(
        callback.key(), CompletionReason.CANCELLED, TimelineEvent.Actor.CUSTOMER));

    var cancelled = stores.callbacks().find(callback.key()).orElseThrow();
    assertThat(cancelled.state()).isEqualTo(COMPLETED);
    assertThat(cancelled.progress().revocation()).isNotNull();
  }

  private void passTo(Instant end) {
    while (engine.time().instant().isBefore(end)) {
      engine.time().advance(Duration.ofSeconds(1));
      engine.dispatch();
    }
  }

  private Callback book() {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            BookCallback.When.NOW,
            BookCallback.Extras.NONE));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
    return ((BookCallback.Outcome.Booked) outcome).callback();
  }

  private Callback current(Callback callback) {
    return engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback();
  }
}
