package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static io.openges.domain.callback.Examples.NOW;
import static io.openges.domain.callback.Examples.by;
import static io.openges.domain.callback.Examples.callback;
import static io.openges.domain.callback.Examples.claimed;
import static io.openges.domain.callback.Examples.completed;
import static io.openges.domain.callback.Examples.in;
import static io.openges.domain.callback.Examples.report;
import static io.openges.domain.callback.Examples.started;
import static io.openges.domain.callback.Examples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition.Changed;
import io.openges.domain.callback.Transition.Refusal;
import io.openges.domain.callback.Transition.Refused;
import io.openges.domain.callback.Transition.Unchanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specification 17.2, rule 5: a session puts the callback off. */
class SnoozeTest {

  private static final Schedule LATER =
      new Schedule(CallbackKind.IMMEDIATE, NOW.plusSeconds(300), NOW.plusSeconds(900));

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "ROUTING", "PROCESSING"})
  void theAttemptEndsAndTheNextOneWaitsForTheNewTime(CallbackState state) {
    var changed = (Changed) snooze(in(state), report(SCHEDULED));

    assertThat(changed.after().status()).isEqualTo(new Status(SCHEDULED, null, 8, NOW));
    assertThat(changed.after().schedule()).isEqualTo(LATER);
    assertThat(changed.after().attempt()).isEqualTo(new Attempt(2, 0, 0, null, null));
    assertThat(changed.after().holdsPlace()).isFalse();
    assertThat(changed.events())
        .containsExactly(
            new TimelineEvent(NOW, Actor.ORS, state, SCHEDULED, 1, "NEW_DESIRED_TIME"));
  }

  @Test
  void whatCameOfDiallingIsKept() {
    var changed = (Changed) snooze(in(ROUTING), report(1, null, SCHEDULED, "NO_ANSWER"));

    assertThat(changed.events())
        .containsExactly(
            new TimelineEvent(NOW, Actor.ORS, ROUTING, ROUTING, 1, "NO_ANSWER"),
            new TimelineEvent(NOW, Actor.ORS, ROUTING, SCHEDULED, 1, "NEW_DESIRED_TIME"));
  }

  @Test
  void aSessionMayPutOffBeforeItsEntryIsConfirmed() {
    var changed = (Changed) snooze(callback(SCHEDULED, claimed()), report(SCHEDULED));

    assertThat(changed.after().attempt().number()).isEqualTo(2);
  }

  @Test
  void whatWasNeverHandedOverCannotBePutOff() {
    var before = in(SCHEDULED);

    assertThat(snooze(before, report(SCHEDULED)))
        .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void anEndedCallbackCannotBePutOff() {
    var before = completed(CompletionReason.CANCELLED);

    assertThat(snooze(before, report(SCHEDULED)))
        .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void onlyTheBoundSessionOfTheCurrentAttemptPutsOff() {
    var second = callback(QUEUED, submitted().afterNoStart().heardFrom(Examples.SESSION));

    assertThat(snooze(second, report(SCHEDULED)))
        .isEqualTo(new Refused(second, Refusal.STALE_ATTEMPT));
    assertThat(snooze(in(QUEUED), by("S2", report(SCHEDULED))))
        .isEqualTo(new Refused(in(QUEUED), Refusal.STALE_ATTEMPT));
  }

  @Test
  void aNumberNotAboveTheLastOneChangesNothing() {
    var numbered = new Attempt.Session("S1", null, 3, null, null);
    var before = callback(QUEUED, started().heardFrom(numbered));

    assertThat(snooze(before, report(1, 3L, SCHEDULED, null))).isEqualTo(new Unchanged(before));
  }

  private static Transition snooze(Callback before, SessionReport report) {
    return SessionTransitions.snooze(before, report, LATER, NOW);
  }
}
