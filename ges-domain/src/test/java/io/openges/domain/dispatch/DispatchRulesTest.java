package io.openges.domain.dispatch;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Examples;
import io.openges.domain.callback.Schedule;
import io.openges.domain.dispatch.NextStep.AskSession;
import io.openges.domain.dispatch.NextStep.CheckStart;
import io.openges.domain.dispatch.NextStep.Complete;
import io.openges.domain.dispatch.NextStep.Rest;
import io.openges.domain.dispatch.NextStep.Submit;
import io.openges.domain.dispatch.NextStep.Wait;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specifications 6.5, 6.6 and 6.8; the office is open from 08:00 to 18:00 UTC. */
class DispatchRulesTest {

  private static final DispatchRules RULES = new DispatchRules(DispatchTerms.DEFAULTS);
  private static final WaitTime NONE = WaitTime.ofSeconds(0);

  @Test
  void aScheduledCallIsDueTwoMinutesAndTheWaitBefore() {
    var callback = scheduled("10:00");

    assertThat(due(callback, NONE)).isEqualTo(at("09:58"));
    assertThat(due(callback, WaitTime.ofSeconds(300))).isEqualTo(at("09:53"));
    assertThat(due(callback, WaitTime.NO_AGENTS)).isEqualTo(at("09:58"));
  }

  @Test
  void aScheduledCallIsNeverDueBeforeTheOpeningOfItsInterval() {
    assertThat(due(scheduled("08:00"), WaitTime.ofSeconds(900))).isEqualTo(at("08:00"));
    assertThat(due(scheduled("08:10"), WaitTime.ofSeconds(900))).isEqualTo(at("08:00"));
    assertThat(due(scheduled("08:20"), WaitTime.ofSeconds(900))).isEqualTo(at("08:03"));
  }

  @Test
  void itIsLookedAtBeforeItsOpeningWhichMayHaveMovedByThen() {
    var callback = scheduled("08:10");
    var wait = WaitTime.ofSeconds(900);

    assertThat(RULES.firstLook(callback.schedule(), wait)).isEqualTo(at("07:53"));
    assertThat(next(callback, row("HOLD"), wait, "07:52"))
        .isEqualTo(new Wait(at("07:53"), ReasonCode.NOT_DUE, null));
    assertThat(next(callback, row("HOLD"), wait, "07:53"))
        .isEqualTo(new Wait(at("08:00"), ReasonCode.NOT_DUE, null));
    assertThat(next(callback, row("HOLD", "07:00", "18:00"), wait, "07:53"))
        .isEqualTo(new Submit(at("07:53")));
    var putOff = wanted(CallbackKind.IMMEDIATE, SCHEDULED, "10:00");
    assertThat(RULES.firstLook(putOff.schedule(), wait)).isEqualTo(at("10:00"));
  }

  @Test
  void aLunchBreakIsAClosingToo() {
    var row = row("HOLD", "08:00", "12:00", "13:00", "18:00");

    assertThat(RULES.due(scheduled("13:00"), row, WaitTime.ofSeconds(7200))).isEqualTo(at("13:00"));
    assertThat(next(scheduled("13:00"), row, WaitTime.ofSeconds(7200), "11:30"))
        .isEqualTo(new Wait(at("13:00"), ReasonCode.NOT_DUE, null));
  }

  @Test
  void itWaitsUntilDueAndIsThenSubmitted() {
    var wait = WaitTime.ofSeconds(300);

    assertThat(next(scheduled("10:00"), row("HOLD"), wait, "09:52:59"))
        .isEqualTo(new Wait(at("09:53"), ReasonCode.NOT_DUE, null));
    assertThat(next(scheduled("10:00"), row("HOLD"), wait, "09:53"))
        .isEqualTo(new Submit(at("09:53")));
    assertThat(next(scheduled("10:00"), row("HOLD"), wait, "11:00"))
        .isEqualTo(new Submit(at("09:53")));
  }

  @Test
  void anImmediateCallIsDueAtOnceAndAPutOffOneAtItsTime() {
    var queued = wanted(CallbackKind.IMMEDIATE, QUEUED, "10:00");
    var putOff = wanted(CallbackKind.IMMEDIATE, SCHEDULED, "10:00");

    assertThat(due(queued, WaitTime.ofSeconds(900))).isEqualTo(queued.status().updatedAt());
    assertThat(due(putOff, WaitTime.ofSeconds(900))).isEqualTo(at("10:00"));
    assertThat(next(queued, row("HOLD"), NONE, "09:57"))
        .isEqualTo(new Submit(queued.status().updatedAt()));
  }

  @Test
  void holdWaitsForTheNextOpeningAndThenLivesItsWholeLife() {
    var opening = Instant.parse("2027-06-03T08:00:00Z");

    assertThat(next(scheduled("17:59"), row("HOLD"), NONE, "18:00"))
        .isEqualTo(new Wait(opening, ReasonCode.HELD_AFTER_CLOSING, opening.plusSeconds(86_400)));
    assertThat(next(scheduled("17:59"), row("HOLD"), NONE, "17:59:59"))
        .isEqualTo(new Submit(at("17:57")));
    assertThat(RULES.next(scheduled("17:59"), row("HOLD"), NONE, opening))
        .isEqualTo(new Submit(at("17:57")));
  }

  @Test
  void submitDoesNotMindClosing() {
    assertThat(next(scheduled("17:59"), row("SUBMIT"), NONE, "18:00"))
        .isEqualTo(new Submit(at("17:57")));
  }

  @Test
  void completeEndsAtClosing() {
    assertThat(next(scheduled("17:59"), row("COMPLETE"), NONE, "18:00"))
        .isEqualTo(new Complete(CompletionReason.OFFICE_CLOSED));
    assertThat(next(scheduled("17:59"), row("COMPLETE"), NONE, "17:59"))
        .isEqualTo(new Submit(at("17:57")));
  }

  @Test
  void aTimeThatHasBecomeClosedFollowsThePolicyAndNotTheIntervalBeforeIt() {
    var wait = WaitTime.ofSeconds(3600);
    var lunch = scheduled("12:30");
    var hold = row("HOLD", "08:00", "12:00", "13:00", "18:00");
    var submit = row("SUBMIT", "08:00", "12:00", "13:00", "18:00");
    var complete = row("COMPLETE", "08:00", "12:00", "13:00", "18:00");

    assertThat(next(lunch, hold, wait, "11:28"))
        .isEqualTo(
            new Wait(at("13:00"), ReasonCode.HELD_AFTER_CLOSING, at("13:00").plusSeconds(86_400)));
    assertThat(next(lunch, hold, wait, "13:00")).isEqualTo(new Submit(at("11:28")));
    assertThat(next(lunch, submit, wait, "11:28")).isEqualTo(new Submit(at("11:28")));
    assertThat(next(lunch, complete, wait, "11:28"))
        .isEqualTo(new Complete(CompletionReason.OFFICE_CLOSED));
  }

  @Test
  void withoutAnyOpeningAHeldCallLivesItsLife() {
    var closed = row("HOLD", new String[0]);
    var callback = scheduled("10:00");

    assertThat(next(callback, closed, NONE, "10:00"))
        .isEqualTo(new Wait(Examples.EXPIRY, ReasonCode.HELD_AFTER_CLOSING, null));
    assertThat(RULES.next(callback, closed, NONE, Examples.EXPIRY))
        .isEqualTo(new Complete(CompletionReason.EXPIRED_TTL));
  }

  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "QUEUED", "ROUTING"})
  void whatNobodyServedInTimeExpires(CallbackState state) {
    var callback = Examples.in(state);

    assertThat(RULES.next(callback, row("HOLD"), NONE, Examples.EXPIRY))
        .isEqualTo(new Complete(CompletionReason.EXPIRED_TTL));
    assertThat(RULES.next(callback, row("HOLD"), NONE, Examples.EXPIRY.minusMillis(1)))
        .isNotInstanceOf(Complete.class);
  }

  @Test
  void whatHasEndedRests() {
    assertThat(RULES.next(Examples.in(COMPLETED), row("HOLD"), NONE, Examples.EXPIRY))
        .isEqualTo(new Rest());
  }

  @Test
  void whatAnAgentHandlesIsOnlyAskedFor() {
    assertThat(RULES.next(Examples.in(PROCESSING), row("HOLD"), NONE, Examples.EXPIRY))
        .isEqualTo(new AskSession(ReasonCode.IN_PROGRESS));
    var unheard = Examples.callback(PROCESSING, Examples.submitted());
    assertThat(RULES.next(unheard, row("HOLD"), NONE, Examples.EXPIRY)).isEqualTo(new Rest());
  }

  @Test
  void aCallWhoseEndComesBeforeItsDueTimeWakesForItsEnd() {
    var schedule = new Schedule(CallbackKind.SCHEDULED, at("10:00"), at("09:30"));

    assertThat(next(Examples.in(SCHEDULED).with(schedule), row("HOLD"), NONE, "09:00"))
        .isEqualTo(new Wait(at("09:30"), ReasonCode.NOT_DUE, null));
  }

  @Test
  void aStartedCallThatReportsIsLeftAlone() {
    var why = Map.of(
        QUEUED, ReasonCode.IN_QUEUE,
        ROUTING, ReasonCode.AGENT_RESERVED,
        PROCESSING, ReasonCode.IN_PROGRESS);
    why.forEach((state, reason) -> {
      var callback = Examples.in(state);
      assertThat(RULES.next(callback, row("HOLD"), NONE, Examples.BOOKED))
          .isEqualTo(new Wait(SessionWatch.nextLook(callback, Examples.BOOKED), reason, null));
    });
  }

  @Test
  void aStartedCallThatIsSilentIsAskedForWhateverTheHours() {
    for (var state : new CallbackState[] {QUEUED, ROUTING, PROCESSING}) {
      assertThat(next(Examples.in(state), row("HOLD"), NONE, "20:00"))
          .isInstanceOf(AskSession.class);
    }
  }

  @Test
  void anAttemptThatDoesNotStartIsDoubtedAfterTwoMinutes() {
    var callback = Examples.callback(QUEUED, Examples.submitted());
    var doubtful = Examples.NOW.plusSeconds(120);

    assertThat(RULES.wakeAfterSubmission(callback, Examples.NOW)).isEqualTo(doubtful);
    assertThat(RULES.next(callback, row("HOLD"), NONE, doubtful.minusMillis(1)))
        .isEqualTo(new Wait(doubtful, ReasonCode.NOT_STARTED_YET, null));
    assertThat(RULES.next(callback, row("HOLD"), NONE, doubtful)).isEqualTo(new CheckStart());
  }

  @Test
  void aSubmittedCallWakesForItsEndIfThatComesFirst() {
    var schedule = new Schedule(CallbackKind.IMMEDIATE, Examples.NOW, Examples.NOW.plusSeconds(60));
    var callback = Examples.callback(QUEUED, Examples.submitted()).with(schedule);

    assertThat(RULES.wakeAfterSubmission(callback, Examples.NOW))
        .isEqualTo(Examples.NOW.plusSeconds(60));
  }

  @Test
  void theNextAttemptIsDueAtOnce() {
    var second = Examples.callback(QUEUED, Examples.submitted().afterNoStart());

    assertThat(next(second, row("HOLD"), WaitTime.ofSeconds(0), "09:59"))
        .isEqualTo(new Submit(second.status().updatedAt()));
  }

  @Test
  void threeAttemptsWithoutAStartAreTheLast() {
    assertThat(afterStarts(2)).isInstanceOf(Submit.class);
    assertThat(afterStarts(3)).isEqualTo(new Complete(CompletionReason.SUBMIT_FAILED));
  }

  @Test
  void aClaimedCallThatWasPerhapsSubmittedIsSubmittedAgain() {
    var callback = Examples.callback(SCHEDULED, Examples.claimed());

    assertThat(next(callback, row("HOLD"), NONE, "09:58")).isInstanceOf(Submit.class);
  }

  @Test
  void theFiguresAreThoseOfTheSpecification() {
    assertThat(RULES.terms())
        .isEqualTo(new DispatchTerms(
            Duration.ofMinutes(2), Duration.ofMinutes(2), 3, Duration.ofSeconds(20)));
  }

  @Test
  void figuresOutOfRangeAreRefused() {
    var two = Duration.ofMinutes(2);
    for (var lease : List.of(Duration.ofSeconds(4), Duration.ofSeconds(31))) {
      assertThatThrownBy(() -> new DispatchTerms(two, two, 3, lease))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new DispatchTerms(two, two, 0, Duration.ofSeconds(20)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DispatchTerms(two.negated(), two, 3, Duration.ofSeconds(20)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static NextStep afterStarts(int unstarted) {
    var attempt = new Attempt(unstarted + 1, unstarted, 0, null, null);
    return next(Examples.callback(QUEUED, attempt), row("HOLD"), NONE, "09:59");
  }

  private static Instant due(Callback callback, WaitTime wait) {
    return RULES.due(callback, row("HOLD"), wait);
  }

  private static NextStep next(Callback callback, QueueSettings row, WaitTime wait, String time) {
    return RULES.next(callback, row, wait, at(time));
  }

  private static Callback scheduled(String time) {
    return wanted(CallbackKind.SCHEDULED, SCHEDULED, time);
  }

  private static Callback wanted(CallbackKind kind, CallbackState state, String time) {
    return Examples.callback(state, Attempt.FIRST)
        .with(new Schedule(kind, at(time), Examples.EXPIRY));
  }

  private static QueueSettings row(String policy) {
    return row(policy, "08:00", "18:00");
  }

  /** A row with a policy, open every day from each first to each second time. */
  private static QueueSettings row(String policy, String... hours) {
    return Rows.row(policy, hours);
  }

  private static Instant at(String time) {
    return Instant.parse("2027-06-02T" + (time.length() == 5 ? time + ":00" : time) + "Z");
  }
}
