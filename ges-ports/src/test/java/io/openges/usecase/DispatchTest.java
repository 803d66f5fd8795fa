package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchTest {

  /** A Tuesday, 10:00 in Paris. */
  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private final Engine engine = Engine.startingAt(START);

  @Test
  void anImmediateCallbackIsHandedOverAtOnceAndFollowedToItsEnd() {
    var callback = book(Engine.ALWAYS, null);
    assertThat(callback.state()).isEqualTo(QUEUED);

    engine.dispatch();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, ROUTING, "s-1");
    report(callback, 1, PROCESSING, "s-1");
    var last = report(callback, 1, COMPLETED, "s-1");

    assertThat(last).isInstanceOf(ReportSession.Outcome.Accepted.class);
    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.AGENT_CONNECTED);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void aScheduledCallbackIsPromotedEarlierByWaitAndBuffer() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(300));
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));

    engine.time().set(START.plus(Duration.ofHours(1)).minusSeconds(421));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);

    engine.time().advance(Duration.ofSeconds(1));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(QUEUED);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void aWaitThatGrowsAfterBookingWakesEarlier() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(1200));

    engine.time().set(START.plus(Duration.ofHours(1)).minusSeconds(1320));
    engine.ges().dispatchDue().followWaitTimes();
    engine.dispatch();

    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void aWaitThatStaysLongWakesEarlierWhatComesIntoReachLater() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(3)));
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(3600));
    var due = START.plus(Duration.ofHours(2)).minusSeconds(120);

    for (var now = START; !now.isAfter(due); now = now.plusSeconds(10)) {
      engine.time().set(now);
      engine.ges().dispatchDue().followWaitTimes();
      engine.dispatch();
    }

    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void nothingIsHandedOverBeforeTheOpening() {
    var opening = Instant.parse("2031-03-05T08:00:00Z");
    var callback = book(Engine.OFFICE, opening);
    engine.waitTimes().set(Engine.TENANT, Engine.OFFICE, WaitTime.ofSeconds(900));
    engine.ges().dispatchDue().followWaitTimes();

    engine.time().set(opening.minusMillis(1));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);

    engine.time().set(opening);
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void whatIsDueWhenTheOfficeHasClosedIsHeldUntilTheNextOpening() {
    var callback = book(Engine.OFFICE, Instant.parse("2031-03-04T15:50:00Z"));

    engine.time().set(Instant.parse("2031-03-04T16:00:00Z"));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);
    assertThat(current(callback).schedule().expiresAt()).isEqualTo("2031-03-06T08:00:00Z");

    engine.time().set(Instant.parse("2031-03-05T08:00:00Z"));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void aSessionThatProvablyDidNotStartIsReplacedByTheNextAttempt() {
    var callback = submitted();
    engine.stream().deliver();

    engine.time().advance(Duration.ofMinutes(2));
    engine.dispatch();

    assertThat(current(callback).attempt().number()).isEqualTo(2);
    assertThat(engine.stream().entries()).hasSize(2);
    assertThat(report(callback, 1, QUEUED, "late"))
        .isInstanceOf(ReportSession.Outcome.Refused.class);
    assertThat(report(callback, 2, QUEUED, "new"))
        .isInstanceOf(ReportSession.Outcome.Accepted.class);
  }

  @Test
  void anUnreadEntryIsNeverReplaced() {
    var callback = submitted();

    for (int minute = 0; minute < 10; minute++) {
      engine.time().advance(Duration.ofMinutes(1));
      engine.dispatch();
    }

    assertThat(current(callback).attempt().number()).isEqualTo(1);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void silenceOfTheServersIsNoProof() {
    var callback = submitted();
    engine.stream().deliver();
    engine.sessions().answer(false);

    engine.time().advance(Duration.ofMinutes(10));
    engine.dispatch();

    assertThat(current(callback).attempt().number()).isEqualTo(1);
  }

  @Test
  void threeAttemptsWithoutAStartEndTheCallback() {
    var callback = submitted();

    for (int attempt = 1; attempt <= 3; attempt++) {
      engine.stream().deliver();
      engine.time().advance(Duration.ofMinutes(2));
      engine.dispatch();
    }

    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.SUBMIT_FAILED);
    assertThat(engine.stream().entries()).hasSize(3);
  }

  @Test
  void aLostEntryLeadsToTheNextAttempt() {
    var callback = submitted();
    engine.stream().lose(engine.stream().entries().get(0).id());

    engine.time().advance(Duration.ofMinutes(2));
    engine.dispatch();

    assertThat(current(callback).attempt().number()).isEqualTo(2);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void ofTwoSessionsOfOneAttemptTheSecondIsRefused() {
    var callback = submitted();
    report(callback, 1, QUEUED, "first");

    var second = report(callback, 1, QUEUED, "second");

    assertThat(second)
        .isEqualTo(
            new ReportSession.Outcome.Refused(current(callback), Transition.Refusal.STALE_ATTEMPT));
  }

  @Test
  void cancellingDeletesTheUnreadEntryAndRefusesItsSession() {
    var callback = submitted();

    cancel(callback);
    engine.dispatch();

    assertThat(engine.stream().entries()).isEmpty();
    assertThat(current(callback).progress().revocation()).isNull();
    assertThat(report(callback, 1, QUEUED, "s-1"))
        .isInstanceOf(ReportSession.Outcome.Refused.class);
  }

  @Test
  void cancellingTellsTheSessionUntilItKnows() {
    var callback = submitted();
    engine.stream().deliver();
    engine.sessions().start(callback.key(), 1, "s-1");
    report(callback, 1, QUEUED, "s-1");
    engine.sessions().answer(false);

    cancel(callback);
    engine.dispatch();
    assertThat(engine.sessions().told()).isEmpty();

    engine.sessions().answer(true);
    engine.time().advance(Duration.ofMinutes(1));
    engine.dispatch();
    assertThat(engine.sessions().told()).hasSize(1);
  }

  @Test
  void aCallbackNobodyServedExpires() {
    engine.publish(Map.of(Engine.ALWAYS.value(), rowWith("callbackTtlSeconds", 600)));
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");

    engine.time().advance(Duration.ofMinutes(10));
    engine.dispatch();

    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.EXPIRED_TTL);
  }

  @Test
  void aCallbackAnAgentHandlesDoesNotExpire() {
    engine.publish(Map.of(Engine.ALWAYS.value(), rowWith("callbackTtlSeconds", 600)));
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, PROCESSING, "s-1");

    engine.time().advance(Duration.ofHours(2));
    engine.dispatch();

    assertThat(current(callback).state()).isEqualTo(PROCESSING);
  }

  @Test
  void aNewDesiredTimeNearbyIsASnoozeWithoutASlot() {
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");

    var outcome = putOff(callback, engine.time().instant().plusSeconds(250));
    assertThat(outcome).isInstanceOf(ReportSession.Outcome.Accepted.class);
    assertThat(current(callback).holdsPlace()).isFalse();

    engine.time().advance(Duration.ofSeconds(250));
    engine.dispatch();
    assertThat(current(callback).attempt().number()).isEqualTo(2);
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void aNewDesiredTimeInAFullSlotChangesNothing() {
    var later = START.plus(Duration.ofHours(3));
    book(Engine.ALWAYS, later);
    book(Engine.ALWAYS, later);
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");

    var outcome = putOff(callback, later);

    assertThat(outcome).isInstanceOf(ReportSession.Outcome.SlotFull.class);
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void aSessionQuickerThanTheConfirmationIsTaken() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));
    engine.time().set(START.plus(Duration.ofHours(1)));
    engine.dispatch();

    assertThat(report(callback, 1, QUEUED, "s-1"))
        .isInstanceOf(ReportSession.Outcome.Accepted.class);
  }

  @Test
  void aReportForACallbackNobodyHandedOverIsRefused() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));

    assertThat(report(callback, 1, QUEUED, "s-1"))
        .isEqualTo(new ReportSession.Outcome.Refused(
            current(callback), Transition.Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void recordsAreDeletedFourteenDaysAfterTheirDesiredTime() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofDays(14)));
    cancel(callback);

    engine.time().set(START.plus(Duration.ofDays(28)));
    engine.ges().dispatchDue().purge();
    assertThat(engine.ges().callbacks().find().find(callback.key())).isPresent();

    engine.time().advance(Duration.ofMillis(1));
    engine.ges().dispatchDue().purge();
    assertThat(engine.ges().callbacks().find().find(callback.key())).isEmpty();
  }

  private Callback submitted() {
    var callback = book(Engine.ALWAYS, null);
    engine.dispatch();
    return callback;
  }

  private Callback book(QueueName queue, @Nullable Instant desired) {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            queue,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(desired, false),
            BookCallback.Extras.NONE));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
    return ((BookCallback.Outcome.Booked) outcome).callback();
  }

  private void cancel(Callback callback) {
    engine
        .ges()
        .callbacks()
        .cancel()
        .cancel(new CancelCallback.Command(
            callback.key(), CompletionReason.CANCELLED, TimelineEvent.Actor.CUSTOMER));
  }

  private ReportSession.Outcome report(
      Callback callback, int attempt, CallbackState state, String session) {
    var reason = state == COMPLETED ? CompletionReason.AGENT_CONNECTED : null;
    return report(callback, attempt, new SessionReport.Change(state, reason, null), session);
  }

  private ReportSession.Outcome putOff(Callback callback, Instant time) {
    return report(callback, 1, new SessionReport.Change(SCHEDULED, null, time), "s-1");
  }

  private ReportSession.Outcome report(
      Callback callback, int attempt, SessionReport.Change change, String session) {
    return engine
        .ges()
        .callbacks()
        .report()
        .report(
            callback.key(),
            new SessionReport(
                attempt,
                null,
                change,
                new SessionReport.Reporter(session, null),
                SessionReport.Standing.UNKNOWN,
                null));
  }

  private Callback current(Callback callback) {
    return engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback();
  }

  private static Map<String, Object> rowWith(String column, Object value) {
    var row = Engine.row("always", 2);
    row.put(column, value);
    return row;
  }
}
