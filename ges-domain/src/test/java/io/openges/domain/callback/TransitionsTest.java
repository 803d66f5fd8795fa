package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static io.openges.domain.callback.Examples.ENTRY;
import static io.openges.domain.callback.Examples.NOW;
import static io.openges.domain.callback.Examples.SESSION;
import static io.openges.domain.callback.Examples.callback;
import static io.openges.domain.callback.Examples.claimed;
import static io.openges.domain.callback.Examples.completed;
import static io.openges.domain.callback.Examples.in;
import static io.openges.domain.callback.Examples.revoking;
import static io.openges.domain.callback.Examples.started;
import static io.openges.domain.callback.Examples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition.Changed;
import io.openges.domain.callback.Transition.Refusal;
import io.openges.domain.callback.Transition.Refused;
import io.openges.domain.callback.Transition.Unchanged;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications 6.3, 6.4 and 6.6: what GES and its users do. */
class TransitionsTest {

  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "QUEUED", "ROUTING"})
  void whatNoAgentHandlesCanBeCancelled(CallbackState state) {
    var before = in(state);

    var changed = changed(cancel(before));

    assertThat(changed.before()).isSameAs(before);
    assertThat(changed.after().status())
        .isEqualTo(new Status(COMPLETED, CompletionReason.CANCELLED, 8, NOW));
    assertThat(changed.after().holdsPlace()).isFalse();
    assertThat(changed.events())
        .containsExactly(new TimelineEvent(NOW, Actor.CUSTOMER, state, COMPLETED, 1, "CANCELLED"));
  }

  @Test
  void whatAnAgentHandlesCannotBeCancelled() {
    var before = in(PROCESSING);

    assertThat(cancel(before)).isEqualTo(new Refused(before, Refusal.NOT_CANCELLABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANCELLED", "CANCELLED_BY_OPERATOR", "CUSTOMER_CALLED_IN"})
  void cancellingAgainChangesNothing(String reason) {
    var before = completed(new CompletionReason(reason));

    assertThat(cancel(before)).isEqualTo(new Unchanged(before));
  }

  @Test
  void whatEndedOtherwiseCannotBeCancelled() {
    var before = completed(CompletionReason.AGENT_CONNECTED);

    assertThat(cancel(before)).isEqualTo(new Refused(before, Refusal.NOT_CANCELLABLE));
  }

  @Test
  void aCancelledCallbackThatWasNeverClaimedHasNothingToRevoke() {
    assertThat(changed(cancel(in(SCHEDULED))).after().progress().revocation()).isNull();
  }

  @Test
  void aCancelledAttemptIsRevokedWhereverItMayBe() {
    assertThat(revocationAfterCancel(claimed()))
        .isEqualTo(new Revocation(1, null, null, "callback.cancel", NOW.plusSeconds(600)));
    assertThat(revocationAfterCancel(submitted()))
        .isEqualTo(new Revocation(1, "1-1", null, "callback.cancel", NOW.plusSeconds(600)));
    assertThat(revocationAfterCancel(started()))
        .isEqualTo(new Revocation(1, "1-1", SESSION, "callback.cancel", NOW.plusSeconds(600)));
  }

  @Test
  void cancellingForgetsNoEarlierRevocation() {
    var pending = new Revocation(1, "1-1", null, Revocation.REVOKED, NOW.plusSeconds(5));
    var second = callback(QUEUED, submitted().afterNoStart());

    assertThat(changed(cancel(revoking(second, pending))).after().progress().revocation())
        .isEqualTo(pending);
  }

  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "QUEUED", "ROUTING"})
  void gesEndsWhatWaits(CallbackState state) {
    var changed = changed(Transitions.complete(in(state), CompletionReason.EXPIRED_TTL, NOW));

    assertThat(changed.after().status())
        .isEqualTo(new Status(COMPLETED, CompletionReason.EXPIRED_TTL, 8, NOW));
    assertThat(changed.events())
        .containsExactly(new TimelineEvent(NOW, Actor.GES, state, COMPLETED, 1, "EXPIRED_TTL"));
  }

  @Test
  void gesEndsWhatAnAgentHandlesOnlyIfItsSessionIsLost() {
    var before = in(PROCESSING);

    assertThat(Transitions.complete(before, CompletionReason.EXPIRED_TTL, NOW))
        .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
    assertThat(changed(Transitions.complete(before, CompletionReason.SESSION_LOST, NOW))
            .after()
            .state())
        .isEqualTo(COMPLETED);
  }

  @Test
  void gesDoesNotEndTwice() {
    var before = completed(CompletionReason.AGENT_CONNECTED);

    assertThat(Transitions.complete(before, CompletionReason.EXPIRED_TTL, NOW))
        .isEqualTo(new Unchanged(before));
  }

  @Test
  void aSubmittedEntryPromotesAScheduledCallback() {
    var changed = changed(Transitions.submitted(callback(SCHEDULED, claimed()), 1, ENTRY, NOW));

    assertThat(changed.after().status()).isEqualTo(new Status(QUEUED, null, 8, NOW));
    assertThat(changed.after().attempt().submission()).isEqualTo(ENTRY);
    assertThat(changed.after().holdsPlace()).isTrue();
    assertThat(changed.events())
        .containsExactly(new TimelineEvent(NOW, Actor.GES, SCHEDULED, QUEUED, 1, "SUBMITTED"));
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "ROUTING", "PROCESSING"})
  void anEntryConfirmedAfterItsSessionReportedLeavesTheState(CallbackState state) {
    var early = callback(state, claimed().heardFrom(SESSION));

    var after = changed(Transitions.submitted(early, 1, ENTRY, NOW)).after();

    assertThat(after.state()).isEqualTo(state);
    assertThat(after.attempt()).isEqualTo(started());
  }

  @Test
  void anEntryIsConfirmedOnce() {
    var before = callback(QUEUED, submitted());

    assertThat(Transitions.submitted(before, 1, ENTRY, NOW)).isEqualTo(new Unchanged(before));
  }

  @Test
  void anEntryOfAnotherAttemptIsStale() {
    var second = callback(QUEUED, submitted().afterNoStart());

    assertThat(Transitions.submitted(second, 1, ENTRY, NOW))
        .isEqualTo(new Refused(second, Refusal.STALE_ATTEMPT));
  }

  @Test
  void anEntryOfAnEndedCallbackIsStale() {
    var ended = callback(COMPLETED, claimed());

    assertThat(Transitions.submitted(ended, 1, ENTRY, NOW))
        .isEqualTo(new Refused(ended, Refusal.STALE_ATTEMPT));
  }

  @Test
  void anAttemptThatDidNotStartIsRevokedAndTheNextOnePrepared() {
    var changed = changed(Transitions.resubmit(callback(QUEUED, submitted()), NOW));

    assertThat(changed.after().status()).isEqualTo(new Status(QUEUED, null, 8, NOW));
    assertThat(changed.after().attempt()).isEqualTo(new Attempt(2, 1, 0, null, null));
    assertThat(changed.after().progress().revocation())
        .isEqualTo(new Revocation(1, "1-1", null, "callback.revoked", NOW.plusSeconds(600)));
    assertThat(changed.events())
        .containsExactly(new TimelineEvent(NOW, Actor.GES, QUEUED, QUEUED, 1, "NOT_STARTED"));
  }

  @Test
  void anAttemptThatStartedIsNeverResubmitted() {
    for (var state : new CallbackState[] {QUEUED, ROUTING, PROCESSING}) {
      var before = in(state);
      assertThat(Transitions.resubmit(before, NOW))
          .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "COMPLETED"})
  void onlyWhatIsQueuedIsResubmitted(CallbackState state) {
    var before = in(state);

    assertThat(Transitions.resubmit(before, NOW))
        .isEqualTo(new Refused(before, Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void aRevocationThatIsDoneLeavesAllElse() {
    var pending = new Revocation(1, "1-1", SESSION, Revocation.CANCEL, NOW.plusSeconds(5));
    var before = revoking(completed(CompletionReason.CANCELLED), pending);

    var changed = changed(Transitions.revoked(before, NOW));

    assertThat(changed.after().progress()).isEqualTo(new Callback.Progress(started(), null));
    assertThat(changed.after().status())
        .isEqualTo(new Status(COMPLETED, CompletionReason.CANCELLED, 8, NOW));
    assertThat(changed.events()).isEmpty();
    assertThat(Transitions.revoked(changed.after(), NOW)).isEqualTo(new Unchanged(changed.after()));
  }

  private static Transition cancel(Callback before) {
    return Transitions.cancel(before, CompletionReason.CANCELLED, Actor.CUSTOMER, NOW);
  }

  private static @Nullable Revocation revocationAfterCancel(Attempt attempt) {
    return changed(cancel(callback(QUEUED, attempt))).after().progress().revocation();
  }

  private static Changed changed(Transition transition) {
    assertThat(transition).isInstanceOf(Changed.class);
    return (Changed) transition;
  }

  @Test
  void anOpenRecordThatHasOutlivedItsTimeEnds() {
    for (var state : CallbackState.values()) {
      var transition = Transitions.outlive(Examples.in(state), NOW);

      if (state == CallbackState.COMPLETED) {
        assertThat(transition).isInstanceOf(Unchanged.class);
      } else {
        assertThat(transition)
            .extracting("after.status.reason")
            .isEqualTo(
                state == CallbackState.PROCESSING
                    ? CompletionReason.SESSION_LOST
                    : CompletionReason.EXPIRED_TTL);
      }
    }
  }
}
