package io.openges.domain.dispatch;

import static io.openges.domain.booking.ReasonCode.AGENT_RESERVED;
import static io.openges.domain.booking.ReasonCode.CLAIMED_BY_NODE;
import static io.openges.domain.booking.ReasonCode.ENTRY_UNREAD;
import static io.openges.domain.booking.ReasonCode.HELD_AFTER_CLOSING;
import static io.openges.domain.booking.ReasonCode.IN_PROGRESS;
import static io.openges.domain.booking.ReasonCode.IN_QUEUE;
import static io.openges.domain.booking.ReasonCode.NOT_DUE;
import static io.openges.domain.booking.ReasonCode.NOT_STARTED_YET;
import static io.openges.domain.booking.ReasonCode.ORS_UNREACHABLE;
import static io.openges.domain.booking.ReasonCode.START_UNPROVEN;
import static io.openges.domain.booking.ReasonCode.VOICE_REDIS_DOWN;
import static io.openges.domain.booking.ReasonCode.WAITING_FOR_OPENING;
import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Examples;
import io.openges.domain.callback.Schedule;
import io.openges.domain.dispatch.Waiting.Entry;
import io.openges.domain.dispatch.Waiting.Facts;
import io.openges.domain.dispatch.Waiting.Reason;
import io.openges.domain.dispatch.Waiting.Session;
import io.openges.domain.queue.WaitTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification 24, waiting. The office is open from 08:00 to 18:00 UTC. */
class WaitingRulesTest {

  private static final WaitingRules RULES =
      new WaitingRules(new DispatchRules(DispatchTerms.DEFAULTS));
  private static final Instant CHECK = Instant.parse("2027-06-02T12:34:56Z");
  private static final Facts QUIET = Facts.beforeSubmission(CHECK, false, true);

  @Test
  void aCallbackThatIsNotDueSaysWhenItWillBeAndOutOfWhat() {
    var waiting = explain(scheduled("10:00"), WaitTime.ofSeconds(300), QUIET, "09:00");

    assertThat(waiting.due())
        .isEqualTo(
            new DueTime(at("10:00"), Duration.ofMinutes(5), Duration.ofMinutes(2), at("08:00")));
    assertThat(waiting.due().at()).isEqualTo(at("09:53"));
    assertThat(waiting.due().isOpeningDecisive()).isFalse();
    assertThat(waiting.reasons()).containsExactly(new Reason(NOT_DUE, at("09:53")));
    assertThat(waiting.nextCheck()).isEqualTo(CHECK);
  }

  @Test
  void oneThatIsWantedSoonAfterTheOpeningWaitsForTheOpening() {
    var callback = scheduled("08:10");
    var wait = WaitTime.ofSeconds(900);

    assertThat(explain(callback, wait, QUIET, "07:00").reasons())
        .containsExactly(
            new Reason(NOT_DUE, at("07:53")), new Reason(WAITING_FOR_OPENING, at("08:00")));
    assertThat(explain(callback, wait, QUIET, "07:53").reasons())
        .containsExactly(new Reason(WAITING_FOR_OPENING, at("08:00")));
    assertThat(explain(callback, wait, QUIET, "07:53").due().at()).isEqualTo(at("08:00"));
  }

  @Test
  void anImmediateOnePutOffToTheOpeningWaitsForIt() {
    var putOff = wanted(CallbackKind.IMMEDIATE, SCHEDULED, "08:00");

    assertThat(explain(putOff, WaitTime.NO_AGENTS, QUIET, "07:00").reasons())
        .containsExactly(new Reason(WAITING_FOR_OPENING, at("08:00")));
    assertThat(explain(putOff, WaitTime.NO_AGENTS, QUIET, "07:00").due().opening())
        .isNull();
  }

  @Test
  void aSnoozedOneIsJustNotDue() {
    var snoozed = wanted(CallbackKind.IMMEDIATE, SCHEDULED, "09:00");

    assertThat(explain(snoozed, WaitTime.NO_AGENTS, QUIET, "08:55").reasons())
        .containsExactly(new Reason(NOT_DUE, at("09:00")));
  }

  @Test
  void oneThatClosingTimeOvertookIsHeldUntilTheOpening() {
    assertThat(
            explain(scheduled("17:59"), WaitTime.ofSeconds(0), QUIET, "18:30").reasons())
        .containsExactly(new Reason(HELD_AFTER_CLOSING, Instant.parse("2027-06-03T08:00:00Z")));
  }

  @Test
  void oneThatIsDueSaysWhoHoldsItUp() {
    var down = Facts.beforeSubmission(CHECK, false, false);
    var claimed = Facts.beforeSubmission(CHECK, true, true);

    assertThat(explain(scheduled("10:00"), WaitTime.NO_AGENTS, QUIET, "10:00").reasons())
        .isEmpty();
    assertThat(explain(scheduled("10:00"), WaitTime.NO_AGENTS, down, "10:00").reasons())
        .containsExactly(new Reason(VOICE_REDIS_DOWN, null));
    assertThat(explain(scheduled("10:00"), WaitTime.NO_AGENTS, claimed, "10:00").reasons())
        .containsExactly(new Reason(CLAIMED_BY_NODE, CHECK));
  }

  @Test
  void oneWhoseLifeIsOverIsOnlyHeldByTheNodeThatEndsIt() {
    var down = Facts.beforeSubmission(CHECK, true, false);
    var callback =
        scheduled("10:00").with(new Schedule(CallbackKind.SCHEDULED, at("10:00"), at("11:00")));

    assertThat(explain(callback, WaitTime.NO_AGENTS, down, "11:00").reasons())
        .containsExactly(new Reason(CLAIMED_BY_NODE, CHECK));
  }

  @Test
  void oneHandedOverSaysWhereItLies() {
    var callback = Examples.callback(QUEUED, Examples.submitted());
    var doubt = Examples.NOW.plusSeconds(120);

    assertThat(
            explain(callback, seen(true, Entry.READ, Session.UNKNOWN), "09:58").reasons())
        .containsExactly(new Reason(NOT_STARTED_YET, doubt));
    assertThat(explain(callback, seen(true, Entry.UNREAD, Session.NO_ANSWER), "09:58")
            .reasons())
        .containsExactly(
            new Reason(NOT_STARTED_YET, doubt),
            new Reason(ENTRY_UNREAD, null),
            new Reason(ORS_UNREACHABLE, null));
  }

  @Test
  void oneWhoseStartIsInDoubtSaysWhatCannotBeProven() {
    var callback = Examples.callback(QUEUED, Examples.submitted());

    assertThat(codes(callback, seen(true, Entry.UNREAD, Session.UNKNOWN)))
        .containsExactly(ENTRY_UNREAD);
    assertThat(codes(callback, seen(false, Entry.UNKNOWN, Session.UNKNOWN)))
        .containsExactly(VOICE_REDIS_DOWN, START_UNPROVEN);
    assertThat(codes(callback, seen(true, Entry.READ, Session.NO_ANSWER)))
        .containsExactly(ORS_UNREACHABLE, START_UNPROVEN);
    assertThat(codes(callback, seen(true, Entry.READ, Session.EXISTS)))
        .containsExactly(START_UNPROVEN);
  }

  @Test
  void oneWithASessionSaysHowFarItIs() {
    var none = seen(false, Entry.UNREAD, Session.NO_ANSWER);

    assertThat(explain(started(QUEUED), none, "10:00").reasons())
        .containsExactly(new Reason(IN_QUEUE, null));
    assertThat(explain(started(QUEUED), none, "08:00").reasons())
        .as("its session has just reported")
        .containsExactly(new Reason(IN_QUEUE, null));
    assertThat(explain(started(ROUTING), none, "10:00").reasons())
        .containsExactly(new Reason(AGENT_RESERVED, null));
    assertThat(explain(started(PROCESSING), none, "10:00").reasons())
        .containsExactly(new Reason(IN_PROGRESS, null));
    assertThat(explain(started(COMPLETED), none, "10:00").reasons()).isEmpty();
  }

  @Test
  void noReportMovesWhatACallbackWasDueBy() {
    var none = seen(true, Entry.READ, Session.EXISTS);
    for (var state : List.of(QUEUED, ROUTING, PROCESSING)) {
      var day = Duration.ofDays(1);
      var scheduled = started(state)
          .with(new Schedule(CallbackKind.SCHEDULED, at("10:00"), at("10:00").plus(day)));
      var immediate = started(state)
          .with(new Schedule(CallbackKind.IMMEDIATE, at("10:00"), at("10:00").plus(day)));

      assertThat(explain(scheduled, WaitTime.ofSeconds(300), none, "09:55").due())
          .isEqualTo(
              new DueTime(at("10:00"), Duration.ofMinutes(5), Duration.ofMinutes(2), at("08:00")));
      assertThat(
              explain(immediate, WaitTime.ofSeconds(300), none, "10:05").due().at())
          .isEqualTo(at("10:00"));
    }
  }

  @Test
  void oneThatWasHandedOverWasDueByTheWaitingTimeOfThatMoment() {
    var callback = scheduled("10:00");

    assertThat(RULES.waitDueBy(callback, at("09:50"))).isEqualTo(WaitTime.ofSeconds(480));
    assertThat(RULES.waitDueBy(callback, at("09:50").minusMillis(1)))
        .isEqualTo(WaitTime.ofSeconds(481));
    assertThat(RULES.waitDueBy(callback, at("09:58"))).isEqualTo(WaitTime.ofSeconds(0));
    assertThat(RULES.waitDueBy(callback, at("10:30"))).isEqualTo(WaitTime.ofSeconds(0));
  }

  private static Facts seen(boolean voiceAnswers, Entry entry, Session session) {
    return new Facts(CHECK, false, voiceAnswers, entry, session);
  }

  private static List<ReasonCode> codes(Callback callback, Facts facts) {
    return explain(callback, facts, "10:30").reasons().stream()
        .map(Reason::code)
        .toList();
  }

  private static Waiting explain(Callback callback, Facts facts, String now) {
    return explain(callback, WaitTime.NO_AGENTS, facts, now);
  }

  private static Waiting explain(Callback callback, WaitTime wait, Facts facts, String now) {
    return RULES.explain(callback, Rows.row("HOLD", "08:00", "18:00"), wait, facts, at(now));
  }

  private static Callback started(CallbackState state) {
    return Examples.callback(state, Examples.started());
  }

  private static Callback scheduled(String time) {
    return wanted(CallbackKind.SCHEDULED, SCHEDULED, time);
  }

  private static Callback wanted(CallbackKind kind, CallbackState state, String time) {
    return Examples.callback(state, Attempt.FIRST)
        .with(new Schedule(kind, at(time), at(time).plus(Duration.ofDays(1))));
  }

  private static Instant at(String time) {
    return Instant.parse("2027-06-02T" + (time.length() == 5 ? time + ":00" : time) + "Z");
  }
}
