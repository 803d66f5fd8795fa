package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static io.openges.ports.testing.Engine.ALWAYS;
import static io.openges.ports.testing.Engine.OFFICE;
import static io.openges.ports.testing.Engine.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.SessionReport;
import io.openges.ports.driven.UnavailableException;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.KeepCapacityRules.Change;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Specification 8.3 on a node that was paused while another put other settings in force. */
class CapacityCutTest extends DispatchScene {

  private static final Instant LATER = START.plus(Duration.ofHours(3));

  private final Ges lagging = engine.otherNode(UnaryOperator.identity());

  @BeforeEach
  void know() {
    lagging.settings().refresh();
  }

  @Test
  void aBookingIsJudgedAgainByTheLowerCapacity() {
    book(ALWAYS, LATER);
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 1)));

    assertThat(bookOn(lagging)).isInstanceOf(Outcome.SlotFull.class);
    assertThat(lagging.settings().of(TENANT).version()).isEqualTo(2);
  }

  @Test
  void aBookingIsJudgedAgainByTheRuleThatCameMeanwhile() {
    book(ALWAYS, LATER);
    change(new Change.Define("Week", 60, Map.of("*", Map.of("12:00", 4))));
    engine
        .ges()
        .rules()
        .assign()
        .assign(AssignRules.Command.one(TENANT, ALWAYS, AssignRules.Kind.CAPACITY, "Week"));

    assertThat(bookOn(lagging)).isInstanceOf(Outcome.SlotFull.class);
  }

  @Test
  void aBookingIsJudgedAgainByTheHigherCapacity() {
    book(ALWAYS, LATER);
    book(ALWAYS, LATER);
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 3)));

    var outcome = bookOn(lagging);

    assertThat(outcome).isInstanceOf(Outcome.Booked.class);
    assertThat(((Outcome.Booked) outcome).callback().booking().settingsVersion())
        .isEqualTo(2);
  }

  @Test
  void aBookingIsJudgedAgainByTheCapacityThatIsNoLongerZero() {
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 0)));
    lagging.settings().refresh();
    assertThat(bookOn(lagging)).isInstanceOf(Outcome.SlotFull.class);
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 2)));

    assertThat(bookOn(lagging)).isInstanceOf(Outcome.Booked.class);
    assertThat(lagging.settings().of(TENANT).version()).isEqualTo(3);
  }

  @Test
  void aQueueThatIsGoneTakesNoPlaceAnyMore() {
    engine.publish(Map.of(OFFICE.value(), Engine.row("paris", 3)));

    assertThat(bookOn(lagging)).isInstanceOf(Outcome.UnknownQueue.class);
  }

  @Test
  void aQueueThatIsGoneTakesNothingAsSoonAsMayBeEither() {
    var now = BookCallback.When.NOW;
    assertThat(bookOn(lagging, now)).isInstanceOf(Outcome.Booked.class);
    engine.publish(Map.of(OFFICE.value(), Engine.row("paris", 3)));

    assertThat(bookOn(lagging, now)).isInstanceOf(Outcome.UnknownQueue.class);
  }

  @Test
  void aSessionsNewTimeIsJudgedAgainByTheLowerCapacity() {
    book(ALWAYS, LATER);
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 1)));

    assertThat(putOffOn(lagging, callback)).isInstanceOf(ReportSession.Outcome.SlotFull.class);
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void aSessionsNewTimeIsJudgedAgainByTheHigherCapacity() {
    book(ALWAYS, LATER);
    book(ALWAYS, LATER);
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");
    engine.publish(Map.of(ALWAYS.value(), Engine.row("always", 3)));

    assertThat(putOffOn(lagging, callback)).isInstanceOf(ReportSession.Outcome.Accepted.class);
    assertThat(current(callback).holdsPlace()).isTrue();
  }

  @Test
  void settingsThatChangeFasterThanTheyAreReadAreNoDependencysFault() {
    var tries = new AtomicInteger();
    var node = engine.otherNode(bookings -> booking -> {
      tries.incrementAndGet();
      return new BookingStore.Outcome.Outdated();
    });
    node.settings().refresh();

    assertThatThrownBy(() -> bookOn(node)).isExactlyInstanceOf(UnavailableException.class);
    assertThat(tries).hasValue(3);
  }

  private void change(Change change) {
    var command = new RuleCommand<Change>(TENANT, change, null, null);
    assertThat(engine.ges().rules().capacity().change(command))
        .isInstanceOf(RuleOutcome.Changed.class);
  }

  private static Outcome bookOn(Ges node) {
    return bookOn(node, new BookCallback.When(LATER, false));
  }

  private static Outcome bookOn(Ges node, BookCallback.When when) {
    return node.bookCallback()
        .book(new BookCallback.Command(
            TENANT,
            ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            when,
            BookCallback.Extras.NONE));
  }

  private static ReportSession.Outcome putOffOn(Ges node, Callback callback) {
    var report = new SessionReport(
        1,
        null,
        new SessionReport.Change(SCHEDULED, null, LATER),
        new SessionReport.Reporter("s-1", null),
        SessionReport.Standing.UNKNOWN,
        null);
    return node.callbacks().report().report(callback.key(), report);
  }
}
