package io.openges.usecase;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.JudgedSlot;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.dispatch.Waiting;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.explain.Explain;
import io.openges.ports.driving.explain.Explain.BookingExplained;
import io.openges.ports.driving.explain.Explain.WaitingExplained;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Failing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplainTest {

  /** A Wednesday, ten o'clock in Paris. */
  private static final Instant NOW = Instant.parse("2031-03-05T09:00:00Z");

  private final AtomicReference<Failing<CallSubmission>> voice = new AtomicReference<>();
  private final Engine engine = Engine.startingAt(NOW, stream -> {
    voice.set(Failing.of(CallSubmission.class, stream));
    return requireNonNull(voice.get()).port();
  });

  @Test
  void aBookingThatWouldBeAcceptedHasNoReasons() {
    var explained = explain(Engine.OFFICE, NOW.plus(Duration.ofHours(2)));

    assertThat(explained.reasons()).isEmpty();
    assertThat(requireNonNull(explained.placement()).kind()).isEqualTo(CallbackKind.SCHEDULED);
    assertThat(explained.evaluation().at()).isEqualTo(NOW);
    assertThat(explained.evaluation().settingsVersion()).isOne();
  }

  @Test
  void allThatIsWrongIsNamedNotOnlyTheFirst() {
    var row = Engine.row("paris", 0);
    row.put("scheduledCallbackEnabled", false);
    row.put("callDirection", "USERORIGINATED");
    engine.publish(Map.of("VQ", row));

    var explained =
        explain(new QueueName("VQ"), NOW.plus(Duration.ofDays(20)).minusSeconds(30_000));

    assertThat(explained.reasons())
        .extracting(Refusal::code)
        .containsExactly(
            ReasonCode.PUSH_TARGET_REQUIRED,
            ReasonCode.SCHEDULED_DISABLED,
            ReasonCode.BEYOND_HORIZON,
            ReasonCode.CLOSED_WEEKLY,
            ReasonCode.CAPACITY_ZERO);
  }

  @Test
  void aFullSlotIsNamedWithItsFiguresAndNothingIsBooked() {
    var slot = NOW.plus(Duration.ofHours(2));
    for (int i = 0; i < 3; i++) {
      assertThat(explain(Engine.OFFICE, slot).reasons()).isEmpty();
      book(Engine.OFFICE, slot);
    }

    var explained = explain(Engine.OFFICE, slot);

    assertThat(explained.reasons()).containsExactly(Refusal.of(14, ReasonCode.CAPACITY_FULL));
    assertThat(requireNonNull(explained.slot()).used()).isEqualTo(3);
    assertThat(requireNonNull(explained.slot()).total()).isEqualTo(3);
    assertThat(explain(Engine.OFFICE, null).slot()).isNull();
  }

  @Test
  void aTimeOfThePastHasNoSlot() {
    var explained = explain(Engine.OFFICE, NOW.minus(Duration.ofHours(1)));

    assertThat(explained.reasons()).extracting(Refusal::code).containsExactly(ReasonCode.IN_PAST);
    assertThat(explained.slot()).isNull();
  }

  @Test
  void aQueueThatIsNotThereIsAReason() {
    var explained = explain(new QueueName("nobody"), null);

    assertThat(explained.reasons()).containsExactly(Refusal.of(4, ReasonCode.SERVICE_UNKNOWN));
    assertThat(explained.placement()).isNull();
    assertThat(explainer().slots(Engine.TENANT, new QueueName("nobody"), hour(NOW)))
        .isEmpty();
  }

  @Test
  void everySlotOfTheGridIsThereAndThoseOfferedAreTheAvailableOnes() {
    var range = new Interval(NOW.minusSeconds(7_200), NOW.plus(Duration.ofDays(15)));
    var full = NOW.plus(Duration.ofHours(3));
    for (int i = 0; i < 3; i++) {
      book(Engine.OFFICE, full);
    }

    var slots =
        explainer().slots(Engine.TENANT, Engine.OFFICE, range).orElseThrow().slots();
    var available = engine.ges().askQueue().slots(Engine.TENANT, Engine.OFFICE, range, false);

    assertThat(slots).hasSize(8 + 15 * 96);
    assertThat(slots.stream().filter(JudgedSlot::offered).map(JudgedSlot::slot))
        .isEqualTo(
            available.orElseThrow().slots().stream().map(free -> free.slot()).toList());
    assertThat(slots.stream().filter(slot -> slot.slot().start().equals(full)))
        .singleElement()
        .satisfies(slot ->
            assertThat(slot.reasons()).containsExactly(Refusal.of(14, ReasonCode.CAPACITY_FULL)));
  }

  @Test
  void aScheduledCallbackIsNotDueAndSaysOfWhatThatIsMade() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(600));
    var callback = book(Engine.ALWAYS, NOW.plus(Duration.ofHours(2)));

    var explained = waiting(callback);

    var due = NOW.plus(Duration.ofMinutes(108));
    assertThat(codes(explained)).containsExactly(ReasonCode.NOT_DUE);
    var waiting = requireNonNull(explained.waiting());
    assertThat(waiting.due().at()).isEqualTo(due);
    assertThat(waiting.due().waitTime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(waiting.due().buffer()).isEqualTo(Duration.ofMinutes(2));
    assertThat(waiting.due().opening()).isNull();
    assertThat(waiting.nextCheck()).isEqualTo(due);
    assertThat(explained.history()).hasSize(1);
  }

  @Test
  void whatACallbackWasDueByStaysWhatItWas() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(600));
    var callback = book(Engine.ALWAYS, NOW.plus(Duration.ofHours(2)));
    var due = NOW.plus(Duration.ofMinutes(108));
    engine.time().set(due);
    engine.dispatch();
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(0));
    engine.time().advance(Duration.ofSeconds(30));
    report(callback);

    var told = requireNonNull(waiting(callback).waiting()).due();

    assertThat(waiting(callback).callback().status().updatedAt()).isAfter(due);
    assertThat(told.at()).isEqualTo(due);
    assertThat(told.desired()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(told.waitTime()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void anImmediateOneWasDueWhenItWasWanted() {
    var callback = book(Engine.ALWAYS, null);
    engine.dispatch();
    engine.time().advance(Duration.ofSeconds(30));
    report(callback);

    var told = requireNonNull(waiting(callback).waiting()).due();

    assertThat(told.at()).isEqualTo(NOW);
    assertThat(told.desired()).isEqualTo(NOW);
  }

  @Test
  void aCallbackHeldOvernightNamesTheOpening() {
    var callback = book(Engine.OFFICE, Instant.parse("2031-03-05T15:45:00Z"));
    engine.time().set(Instant.parse("2031-03-05T16:00:00Z"));
    engine.dispatch();

    var explained = waiting(callback);

    assertThat(requireNonNull(explained.waiting()).reasons())
        .containsExactly(new Waiting.Reason(
            ReasonCode.HELD_AFTER_CLOSING, Instant.parse("2031-03-06T08:00:00Z")));
  }

  @Test
  void aNodeHoldsACallbackNoLongerThanItsLease() {
    var callback = book(Engine.ALWAYS, null);
    var lease = Duration.ofSeconds(20);
    engine
        .dispatchQueue()
        .claim(new DispatchQueue.ClaimRequest("dead", engine.time().instant(), lease, 10));

    assertThat(waiting(callback).claimedBy()).isEqualTo("dead");
    assertThat(codes(waiting(callback))).containsExactly(ReasonCode.CLAIMED_BY_NODE);

    engine.time().advance(lease);
    assertThat(waiting(callback).claimedBy()).isNull();
    assertThat(codes(waiting(callback))).isEmpty();
  }

  @Test
  void aSilentVoicePlatformHoldsWhatIsDue() {
    var callback = book(Engine.ALWAYS, null);
    requireNonNull(voice.get()).fail(Dependency.ORS_REDIS);

    assertThat(codes(waiting(callback))).contains(ReasonCode.VOICE_REDIS_DOWN);

    requireNonNull(voice.get()).heal();
    engine.dispatch();
    requireNonNull(voice.get()).fail(Dependency.ORS_REDIS);
    assertThat(codes(waiting(callback)))
        .contains(ReasonCode.NOT_STARTED_YET, ReasonCode.VOICE_REDIS_DOWN);
  }

  @Test
  void anEntryThatNobodyReadsAndServersThatAreAwayAreNamed() {
    var callback = book(Engine.ALWAYS, null);
    engine.dispatch();
    engine.sessions().answer(false);

    assertThat(codes(waiting(callback)))
        .containsExactly(
            ReasonCode.NOT_STARTED_YET, ReasonCode.ENTRY_UNREAD, ReasonCode.ORS_UNREACHABLE);

    engine.stream().deliver();
    engine.time().advance(Duration.ofMinutes(3));
    assertThat(codes(waiting(callback)))
        .containsExactly(ReasonCode.ORS_UNREACHABLE, ReasonCode.START_UNPROVEN);
  }

  @Test
  void nobodyKnowsAnUnknownCallback() {
    assertThat(explainer().waiting(Callbacks.anyKey())).isEmpty();
  }

  private BookingExplained explain(QueueName queue, @Nullable Instant desired) {
    return explainer().booking(command(queue, desired));
  }

  private WaitingExplained waiting(Callback callback) {
    return explainer().waiting(callback.key()).orElseThrow();
  }

  private static List<ReasonCode> codes(WaitingExplained explained) {
    return requireNonNull(explained.waiting()).reasons().stream()
        .map(Waiting.Reason::code)
        .toList();
  }

  private Explain explainer() {
    return engine.ges().questions().explain();
  }

  private Callback book(QueueName queue, @Nullable Instant desired) {
    var outcome = engine.ges().bookCallback().book(command(queue, desired));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
    return ((BookCallback.Outcome.Booked) outcome).callback();
  }

  /** Lets the callback's session say that it waits in the queue. */
  private void report(Callback callback) {
    engine
        .ges()
        .callbacks()
        .report()
        .report(
            callback.key(),
            new SessionReport(
                1,
                null,
                new SessionReport.Change(CallbackState.QUEUED, null, null),
                new SessionReport.Reporter("session", null),
                SessionReport.Standing.UNKNOWN,
                null));
  }

  private static BookCallback.Command command(QueueName queue, @Nullable Instant desired) {
    return new BookCallback.Command(
        Engine.TENANT,
        queue,
        Origin.API,
        PhoneNumber.of("+33123456789"),
        new BookCallback.When(desired, false),
        BookCallback.Extras.NONE);
  }

  private static Interval hour(Instant start) {
    return Interval.startingAt(start, Duration.ofHours(1));
  }
}
