package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static io.openges.domain.callback.Examples.NOW;
import static io.openges.domain.callback.Examples.SESSION;
import static io.openges.domain.callback.Examples.by;
import static io.openges.domain.callback.Examples.callback;
import static io.openges.domain.callback.Examples.claimed;
import static io.openges.domain.callback.Examples.completed;
import static io.openges.domain.callback.Examples.in;
import static io.openges.domain.callback.Examples.report;
import static io.openges.domain.callback.Examples.started;
import static io.openges.domain.callback.Examples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.SessionReport.Reporter;
import io.openges.domain.callback.SessionReport.Standing;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition.Changed;
import io.openges.domain.callback.Transition.Refusal;
import io.openges.domain.callback.Transition.Refused;
import io.openges.domain.callback.Transition.Unchanged;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications 6.3 and 17.2: what sessions report. */
class SessionTransitionsTest {

  private static final Map<CallbackState, Set<CallbackState>> ALLOWED = Map.of(
      SCHEDULED, Set.of(),
      QUEUED, Set.of(ROUTING, PROCESSING, COMPLETED),
      ROUTING, Set.of(QUEUED, PROCESSING, COMPLETED),
      PROCESSING, Set.of(QUEUED, COMPLETED),
      COMPLETED, Set.of());

  @ParameterizedTest
  @EnumSource
  void everyArrowOfTheTableIsTakenAndNoOther(CallbackState from) {
    for (var to : EnumSet.of(QUEUED, ROUTING, PROCESSING, COMPLETED)) {
      var before = from == COMPLETED ? completed(CompletionReason.EXPIRED_TTL) : in(from);
      var transition = SessionTransitions.report(before, report(to), NOW);
      if (ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
        assertThat(changed(transition).after().status())
            .isEqualTo(
                new Status(to, to == COMPLETED ? CompletionReason.AGENT_CONNECTED : null, 8, NOW));
      } else if (from == to && from != COMPLETED) {
        assertThat(transition).isEqualTo(new Unchanged(before));
      } else {
        assertThat(transition)
            .as("%s to %s", from, to)
            .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
      }
    }
  }

  @Test
  void theFirstReportBindsTheSession() {
    var before = callback(QUEUED, submitted());

    var changed = changed(SessionTransitions.report(before, report(QUEUED), NOW));

    assertThat(changed.after().attempt().session())
        .isEqualTo(new Attempt.Session("S1", null, -1, null, null));
    assertThat(changed.after().state()).isEqualTo(QUEUED);
    assertThat(changed.after().status().version()).isEqualTo(8);
  }

  @Test
  void anotherSessionOfTheAttemptIsRefused() {
    var before = in(QUEUED);

    assertThat(SessionTransitions.report(before, by("S2", report(QUEUED)), NOW))
        .isEqualTo(new Refused(before, Refusal.STALE_ATTEMPT));
    assertThat(SessionTransitions.report(before, by("S2", report(COMPLETED)), NOW))
        .isEqualTo(new Refused(before, Refusal.STALE_ATTEMPT));
  }

  @Test
  void aSessionNeedNotNameItselfAgain() {
    var after = changed(SessionTransitions.report(in(QUEUED), by(null, report(ROUTING)), NOW));

    assertThat(after.after().attempt().session()).isEqualTo(SESSION);
  }

  @Test
  void anAttemptBoundToASessionWithoutANameTakesNoOther() {
    var nameless = new Attempt.Session("", null, -1, null, null);
    var before = callback(QUEUED, submitted().heardFrom(nameless));

    assertThat(SessionTransitions.report(before, report(ROUTING), NOW))
        .isEqualTo(new Refused(before, Refusal.STALE_ATTEMPT));
    assertThat(changed(SessionTransitions.report(before, by(null, report(ROUTING)), NOW))
            .after()
            .attempt()
            .session())
        .isEqualTo(nameless);
  }

  @Test
  void aSessionMayReportBeforeItsEntryIsConfirmed() {
    var before = callback(SCHEDULED, claimed());

    for (var to : EnumSet.of(QUEUED, ROUTING, PROCESSING, COMPLETED)) {
      var changed = changed(SessionTransitions.report(before, report(to), NOW));
      assertThat(changed.after().state()).isEqualTo(to);
      assertThat(changed.after().attempt().isStarted()).isTrue();
    }
  }

  @Test
  void anAttemptThatIsNotTheCurrentOneIsRefused() {
    var second = callback(QUEUED, submitted().afterNoStart());

    for (var attempt : new Integer[] {1, 3, 0, null}) {
      assertThat(SessionTransitions.report(second, report(attempt, null, QUEUED, null), NOW))
          .isEqualTo(new Refused(second, Refusal.STALE_ATTEMPT));
    }
  }

  @Test
  void aReportWithoutAttemptIsForTheFirst() {
    var changed =
        changed(SessionTransitions.report(in(QUEUED), report(null, null, ROUTING, null), NOW));

    assertThat(changed.after().state()).isEqualTo(ROUTING);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, 3})
  void aNumberNotAboveTheLastOneChangesNothing(long seq) {
    var before = callback(ROUTING, submitted().heardFrom(withSeq(3)));

    assertThat(SessionTransitions.report(before, report(1, seq, QUEUED, "BUSY"), NOW))
        .isEqualTo(new Unchanged(before));
  }

  @Test
  void aHigherNumberIsTakenAndRemembered() {
    var before = callback(ROUTING, submitted().heardFrom(withSeq(3)));

    var after = changed(SessionTransitions.report(before, report(1, 9L, QUEUED, null), NOW));

    assertThat(after.after().attempt().session()).isEqualTo(withSeq(9));
  }

  @Test
  void aReportWithoutNumberKeepsTheLastOne() {
    var before = callback(ROUTING, submitted().heardFrom(withSeq(3)));

    var after = changed(SessionTransitions.report(before, report(QUEUED), NOW)).after();

    assertThat(after.attempt().session()).isEqualTo(withSeq(3));
  }

  @Test
  void whatItsEndHasOvertakenChangesNothing() {
    var before = completed(CompletionReason.AGENT_CONNECTED)
        .with(
            completed(CompletionReason.AGENT_CONNECTED).status(),
            new Callback.Progress(submitted().heardFrom(withSeq(4)), null));

    assertThat(SessionTransitions.report(before, report(1, 3L, ROUTING, null), NOW))
        .isEqualTo(new Unchanged(before));
    assertThat(SessionTransitions.report(before, report(1, 5L, ROUTING, null), NOW))
        .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void whatACancellationHasOvertakenIsRefusedSoThatTheSessionDoesNotDial() {
    var cancelled = completed(CompletionReason.CANCELLED);
    var before = cancelled.with(
        cancelled.status(), new Callback.Progress(submitted().heardFrom(withSeq(4)), null));

    assertThat(SessionTransitions.report(before, report(1, 4L, ROUTING, null), NOW))
        .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void theSameEndAgainChangesNothing() {
    var before = completed(CompletionReason.AGENT_CONNECTED);

    assertThat(SessionTransitions.report(before, report(COMPLETED), NOW))
        .isEqualTo(new Unchanged(before));
  }

  @Test
  void anEndWithoutReasonIsRefused() {
    var before = in(ROUTING);
    var report = new SessionReport(
        1,
        null,
        new SessionReport.Change(COMPLETED, null, null),
        Reporter.UNNAMED,
        Standing.UNKNOWN,
        null);

    assertThat(SessionTransitions.report(before, report, NOW))
        .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void aReasonIsKeptOnlyOfAnEnd() {
    var report = new SessionReport(
        1,
        null,
        new SessionReport.Change(ROUTING, CompletionReason.CANCELLED, null),
        Reporter.UNNAMED,
        Standing.UNKNOWN,
        null);

    assertThat(
            changed(SessionTransitions.report(in(QUEUED), report, NOW)).after().status())
        .isEqualTo(new Status(ROUTING, null, 8, NOW));
  }

  @Test
  void aStandingIsKeptWithoutAChangeOfState() {
    var report = new SessionReport(1, 2L, null, Reporter.UNNAMED, new Standing(4, 310), null);

    var changed = changed(SessionTransitions.report(in(QUEUED), report, NOW));

    assertThat(changed.after().state()).isEqualTo(QUEUED);
    assertThat(changed.after().attempt().session())
        .isEqualTo(new Attempt.Session("S1", "http://ors-1:9098", 2, 4, 310));
    assertThat(changed.events()).isEmpty();
  }

  @Test
  void whatCameOfDiallingGoesToTheTimeline() {
    var changed =
        changed(SessionTransitions.report(in(PROCESSING), report(1, null, QUEUED, "BUSY"), NOW));

    assertThat(changed.events())
        .containsExactly(new TimelineEvent(NOW, Actor.ORS, PROCESSING, QUEUED, 1, "BUSY"));
  }

  @Test
  void whatCameOfDiallingIsNotLostBehindTheReasonOfTheEnd() {
    var report = report(1, null, COMPLETED, "PERSON");

    assertThat(changed(SessionTransitions.report(in(ROUTING), report, NOW)).events())
        .containsExactly(
            new TimelineEvent(NOW, Actor.ORS, ROUTING, ROUTING, 1, "PERSON"),
            new TimelineEvent(NOW, Actor.ORS, ROUTING, COMPLETED, 1, "AGENT_CONNECTED"));
  }

  @Test
  void aRevocationStillToBeDoneSurvivesReports() {
    var pending = new Revocation(1, null, null, Revocation.REVOKED, NOW);
    var before = Examples.revoking(in(QUEUED), pending);

    var after = changed(SessionTransitions.report(before, report(ROUTING), NOW)).after();

    assertThat(after.progress().revocation()).isEqualTo(pending);
    assertThat(after.attempt().number()).isEqualTo(started().number());
  }

  private static Attempt.Session withSeq(long seq) {
    return new Attempt.Session("S1", "http://ors-1:9098", seq, null, null);
  }

  private static Changed changed(Transition transition) {
    assertThat(transition).isInstanceOf(Changed.class);
    return (Changed) transition;
  }
}
