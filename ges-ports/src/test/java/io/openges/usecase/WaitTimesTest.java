package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specification 6.5: dispatch goes by the waiting times last read, and never waits for them. */
class WaitTimesTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private final Engine engine = Engine.startingAt(START);

  @Test
  void dispatchAsksNobody() {
    book(START.plus(Duration.ofHours(1)));
    int asked = engine.waitTimes().asked();

    engine.time().set(START.plus(Duration.ofHours(1)));
    engine.dispatch();

    assertThat(engine.stream().entries()).hasSize(1);
    assertThat(engine.waitTimes().asked()).isEqualTo(asked);
  }

  @Test
  void onlyQueuesWithCallbacksToServeSoonAreFollowed() {
    book(START.plus(Duration.ofDays(5)));
    int asked = engine.waitTimes().asked();

    engine.ges().dispatchDue().followWaitTimes();
    assertThat(engine.waitTimes().asked()).isEqualTo(asked);

    engine.time().set(START.plus(Duration.ofDays(4)));
    engine.ges().dispatchDue().followWaitTimes();
    assertThat(engine.waitTimes().asked()).isEqualTo(asked + 1);
  }

  @Test
  void aQueueThatOffersNoScheduledCallbacksAnyMoreIsFollowedForThoseItHas() {
    var callback = book(START.plus(Duration.ofHours(1)));
    var row = Engine.row("always", 2);
    row.put("scheduledCallbackEnabled", false);
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(1_200));

    engine.time().set(START.plus(Duration.ofHours(1)).minusSeconds(1_320));
    engine.ges().dispatchDue().followWaitTimes();
    engine.dispatch();

    assertThat(
            engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback())
        .extracting(Callback::state)
        .isEqualTo(QUEUED);
  }

  @Test
  void aQueueThatWasRemovedIsFollowedForThoseItHas() {
    var callback = book(START.plus(Duration.ofHours(1)));
    engine.publish(Map.of(Engine.OFFICE.value(), Engine.row("paris", 3)));
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(1_200));

    engine.time().set(START.plus(Duration.ofHours(1)).minusSeconds(1_320));
    engine.ges().dispatchDue().followWaitTimes();
    engine.dispatch();

    assertThat(
            engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback())
        .extracting(Callback::state)
        .isEqualTo(QUEUED);
  }

  @ParameterizedTest
  @EnumSource(WaitTimeMode.class)
  void aQueueThatWasRemovedIsFollowedInTheModeItsCallbacksWereAcceptedUnder(WaitTimeMode mode) {
    var row = Engine.row("always", 2);
    row.put("ewtMode", mode.name().toLowerCase(Locale.ROOT));
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
    var callback = book(START.plus(Duration.ofHours(1)));
    engine.publish(Map.of(Engine.OFFICE.value(), Engine.row("paris", 3)));
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, mode, WaitTime.ofSeconds(1_200));

    engine.time().set(START.plus(Duration.ofHours(1)).minusSeconds(1_320));
    engine.ges().dispatchDue().followWaitTimes();
    engine.dispatch();

    assertThat(
            engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback())
        .extracting(Callback::state)
        .isEqualTo(QUEUED);
  }

  private Callback book(Instant desired) {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(desired, false),
            BookCallback.Extras.NONE));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
    return ((BookCallback.Outcome.Booked) outcome).callback();
  }
}
