package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Extras;
import io.openges.ports.driving.callback.BookCallback.Idempotency;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.callback.BookCallback.When;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Hours;
import io.openges.ports.testing.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of the checks 12 to 14, and what is counted by them. */
class ThrottleTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofHours(2));
  private static final String NUMBER = "+16502530000";
  private static final QueueName QUEUE = new QueueName("VQ");

  private final Engine engine = Engine.startingAt(START);

  @Test
  void aNumberIsCountedHoweverItIsWrittenUntilTheWindowHasPassed() {
    publish(Map.of("throttleNumberLimit", 2));
    book("+1 (650) 253-0000");
    engine.time().advance(Duration.ofHours(1));
    book("6502530000");

    assertThat(reasons(book(NUMBER))).containsExactly(ReasonCode.THROTTLE_NUMBER);
    assertThat(refusal(book("16502530000")).until()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(book("+16502530001")).isInstanceOf(Outcome.Booked.class);
    engine.time().advance(Duration.ofHours(23));
    assertThat(bookNow(NUMBER)).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void allLimitsThatAreReachedAreToldInTheirOrder() {
    publish(Map.of(
        "throttleNumberLimit", 1,
        "throttleServiceLimit1", 1,
        "throttleServiceLimit2", 1,
        "duplicateCheck", "strict"));
    book(NUMBER);

    var outcome = book(NUMBER);

    assertThat(reasons(outcome))
        .containsExactly(
            ReasonCode.DUPLICATE,
            ReasonCode.THROTTLE_NUMBER,
            ReasonCode.THROTTLE_SERVICE_1,
            ReasonCode.THROTTLE_SERVICE_2);
    assertThat(refusal(outcome)).isEqualTo(Refusal.duplicate());
    assertThat(engine
            .ges()
            .questions()
            .explain()
            .booking(command(NUMBER, LATER, null))
            .reasons())
        .extracting(Refusal::code)
        .containsAll(reasons(outcome));
  }

  @Test
  void explainingCountsNothing() {
    publish(Map.of("throttleNumberLimit", 1));
    for (int i = 0; i < 3; i++) {
      engine.ges().questions().explain().booking(command(NUMBER, LATER, null));
    }

    assertThat(book(NUMBER)).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void whatHasNoPlaceIsNotCountedAndWhatIsThrottledIsNotOfferedOthers() {
    publish(Map.of("throttleNumberLimit", 2, "maxCallbacksPerSlot", 1));
    book(NUMBER);
    for (int i = 0; i < 3; i++) {
      assertThat(book(NUMBER)).isInstanceOf(Outcome.SlotFull.class);
    }
    bookNow(NUMBER);

    assertThat(reasons(book(NUMBER))).containsExactly(ReasonCode.THROTTLE_NUMBER);
  }

  @Test
  void aSlotWithoutCapacityIsToldAfterTheLimits() {
    publish(Map.of("throttleNumberLimit", 1, "maxCallbacksPerSlot", 0));
    assertThat(book(NUMBER)).isInstanceOf(Outcome.SlotFull.class);
    bookNow(NUMBER);

    var outcome = book(NUMBER);

    assertThat(reasons(outcome)).containsExactly(ReasonCode.THROTTLE_NUMBER);
    assertThat(((Outcome.Refused) outcome).grounds().unread())
        .as("the slot, whose places are told with the limits")
        .isNotNull();
  }

  @Test
  void oneMoreThanMayWaitIsToldToComeAgain() {
    publish(Map.of("maxQueuedImmediate", 1));
    bookNow(NUMBER);

    var outcome = bookNow("+16502530001");

    assertThat(reasons(outcome)).containsExactly(ReasonCode.THROTTLE_QUEUED);
    assertThat(refusal(outcome).until()).isAfter(START);
    assertThat(book(NUMBER)).isInstanceOf(Outcome.Booked.class);
  }

  @Test
  void aRepetitionCountsNothing() {
    publish(Map.of("throttleNumberLimit", 2));
    for (int i = 0; i < 5; i++) {
      var key = new Idempotency("key", "f", callback -> "answer");
      engine.ges().bookCallback().book(command(NUMBER, LATER, key));
    }

    assertThat(book(NUMBER)).isInstanceOf(Outcome.Booked.class);
    assertThat(reasons(book(NUMBER))).containsExactly(ReasonCode.THROTTLE_NUMBER);
  }

  @Test
  void whatMayHaveBeenBookedStaysCounted() {
    publish(Map.of("throttleNumberLimit", 1));
    var key = new Idempotency("key", "f", callback -> "answer");
    var node = engine.otherNode(bookings -> booking -> {
      bookings.book(booking);
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "commit");
    });
    node.settings().refresh();

    assertThatThrownBy(() -> node.bookCallback().book(command(NUMBER, LATER, key)))
        .isInstanceOf(DependencyUnavailableException.class);

    assertThat(engine.ges().bookCallback().book(command(NUMBER, LATER, key)))
        .isEqualTo(new Outcome.Replayed("answer"));
    assertThat(reasons(book(NUMBER))).containsExactly(ReasonCode.THROTTLE_NUMBER);
  }

  @Test
  void whatWasCertainlyNotBookedIsNotCounted() {
    publish(Map.of("throttleNumberLimit", 1));
    var node = engine.otherNode(bookings -> booking -> {
      throw DependencyUnavailableException.nothingDone(Dependency.POSTGRESQL, "book", null);
    });
    node.settings().refresh();

    assertThatThrownBy(() -> node.bookCallback().book(command(NUMBER, LATER, null)))
        .isInstanceOf(DependencyUnavailableException.class);

    assertThat(book(NUMBER)).isInstanceOf(Outcome.Booked.class);
  }

  private void publish(Map<String, Object> columns) {
    var settings =
        Settings.empty().hours("always", Hours.always("Etc/UTC")).queue("VQ", "always", 100);
    columns.forEach((column, value) -> settings.column("VQ", column, value));
    engine.publishAll(settings.content());
  }

  private Outcome book(String number) {
    return engine.ges().bookCallback().book(command(number, LATER, null));
  }

  private Outcome bookNow(String number) {
    return engine.ges().bookCallback().book(command(number, null, null));
  }

  private static BookCallback.Command command(
      String number, @Nullable Instant desired, @Nullable Idempotency key) {
    return new BookCallback.Command(
        Engine.TENANT,
        QUEUE,
        Origin.API,
        PhoneNumber.of(number),
        new When(desired, false),
        new Extras(Booking.Details.NONE, key));
  }

  private static Refusal refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).refusal();
  }

  private static List<ReasonCode> reasons(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome)
        .grounds().failed().stream().map(failed -> failed.refusal().code()).toList();
  }
}
