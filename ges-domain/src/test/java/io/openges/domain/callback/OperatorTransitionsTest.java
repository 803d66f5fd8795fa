package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static io.openges.domain.callback.Examples.ENTRY;
import static io.openges.domain.callback.Examples.NOW;
import static io.openges.domain.callback.Examples.SESSION;
import static io.openges.domain.callback.Examples.callback;
import static io.openges.domain.callback.Examples.claimed;
import static io.openges.domain.callback.Examples.in;
import static io.openges.domain.callback.Examples.revoking;
import static io.openges.domain.callback.Examples.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition.Changed;
import io.openges.domain.callback.Transition.Refusal;
import io.openges.domain.callback.Transition.Refused;
import io.openges.domain.callback.Transition.Unchanged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specifications 6.7 and 5.1: operators move and edit callbacks. */
class OperatorTransitionsTest {

  private static final Schedule LATER =
      new Schedule(CallbackKind.SCHEDULED, NOW.plusSeconds(90_000), NOW.plusSeconds(99_000));

  @Test
  void aScheduledCallbackIsMovedWithItsAttempt() {
    var changed = (Changed) OperatorTransitions.reschedule(in(SCHEDULED), LATER, NOW);

    assertThat(changed.after().schedule()).isEqualTo(LATER);
    assertThat(changed.after().status()).isEqualTo(new Status(SCHEDULED, null, 8, NOW));
    assertThat(changed.after().progress()).isEqualTo(Callback.Progress.NONE);
    assertThat(changed.needsKnownClaims()).isTrue();
    assertThat(changed.events())
        .containsExactly(
            new TimelineEvent(NOW, Actor.OPERATOR, SCHEDULED, SCHEDULED, 1, "RESCHEDULED"));
  }

  @Test
  void anAttemptUnderWayIsRevokedAndItsSessionTold() {
    var changed = (Changed) OperatorTransitions.reschedule(in(QUEUED), LATER, NOW);

    assertThat(changed.after().state()).isEqualTo(SCHEDULED);
    assertThat(changed.after().attempt()).isEqualTo(new Attempt(2, 0, 0, null, null));
    assertThat(changed.after().progress().revocation())
        .isEqualTo(new Revocation(
            1,
            ENTRY.entryId(),
            SESSION,
            Revocation.CANCEL,
            NOW.plus(Transitions.TELL_SESSION_FOR)));
    assertThat(changed.needsKnownClaims()).isFalse();
  }

  @Test
  void aClaimedAttemptIsRevokedBeforeItsEntryIsKnown() {
    var changed =
        (Changed) OperatorTransitions.reschedule(callback(SCHEDULED, claimed()), LATER, NOW);

    assertThat(changed.after().attempt().number()).isEqualTo(2);
    assertThat(changed.after().progress().revocation()).isNotNull();
  }

  @Test
  void whatIsStillToBeRevokedStaysSo() {
    var pending = new Revocation(1, null, null, Revocation.REVOKED, NOW);
    var second = callback(QUEUED, new Attempt(2, 1, 1, null, null));

    var changed = (Changed) OperatorTransitions.reschedule(revoking(second, pending), LATER, NOW);

    assertThat(changed.after().progress().revocation()).isEqualTo(pending);
    assertThat(changed.after().attempt().number()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"ROUTING", "PROCESSING", "COMPLETED"})
  void whoIsBeingServedIsNotMoved(CallbackState state) {
    var callback = in(state);

    assertThat(OperatorTransitions.reschedule(callback, LATER, NOW))
        .isEqualTo(new Refused(callback, Refusal.NOT_RESCHEDULABLE));
  }

  @Test
  void aMoveToWhereItIsChangesNothing() {
    var callback = in(SCHEDULED);

    assertThat(OperatorTransitions.reschedule(callback, callback.schedule(), NOW))
        .isEqualTo(new Unchanged(callback));
  }

  @Test
  void anEditKeepsTimeAndPlace() {
    var callback = in(SCHEDULED);
    var booking = other(callback.booking());

    var changed = (Changed) OperatorTransitions.edit(callback, booking, NOW);

    assertThat(changed.after().booking()).isEqualTo(booking);
    assertThat(changed.after().schedule()).isEqualTo(callback.schedule());
    assertThat(changed.needsKnownClaims()).isTrue();
    assertThat(changed.events())
        .containsExactly(new TimelineEvent(NOW, Actor.OPERATOR, SCHEDULED, SCHEDULED, 1, "EDITED"));
  }

  @Test
  void anEditOfWhatIsBeingHandedOverRevokesTheAttempt() {
    var callback = callback(SCHEDULED, started());

    var changed = (Changed) OperatorTransitions.edit(callback, other(callback.booking()), NOW);

    assertThat(changed.after().attempt().number()).isEqualTo(2);
    assertThat(changed.after().progress().revocation()).isNotNull();
  }

  @Test
  void theSameEditAgainChangesNothing() {
    var callback = in(SCHEDULED);

    assertThat(OperatorTransitions.edit(callback, callback.booking(), NOW))
        .isEqualTo(new Unchanged(callback));
  }

  @ParameterizedTest
  @EnumSource(names = "SCHEDULED", mode = EnumSource.Mode.EXCLUDE)
  void onlyWhatWaitsForItsTimeIsEdited(CallbackState state) {
    var callback = in(state);

    assertThat(OperatorTransitions.edit(callback, other(callback.booking()), NOW))
        .isEqualTo(new Refused(callback, Refusal.ILLEGAL_TRANSITION));
  }

  @Test
  void anOpenCallbackIsErasedAndEnds() {
    var callback = in(QUEUED);

    var changed = (Changed) OperatorTransitions.erase(callback, NOW);

    assertThat(changed.after().status().reason()).isEqualTo(CompletionReason.ERASED);
    assertThat(changed.after().booking().phoneNumber()).isEqualTo(PhoneNumber.ERASED);
    assertThat(changed.after().progress().revocation())
        .isNotNull()
        .extracting(Revocation::session)
        .isEqualTo(SESSION);
    assertThat(OperatorTransitions.erase(changed.after(), NOW))
        .isEqualTo(new Unchanged(changed.after()));
  }

  @Test
  void whatAnAgentHandlesGoesOnEmptiedAndOnlyItsEntryIsToGo() {
    var callback = in(CallbackState.PROCESSING);

    var changed = (Changed) OperatorTransitions.erase(callback, NOW);

    assertThat(changed.after().state()).isEqualTo(CallbackState.PROCESSING);
    assertThat(changed.after().booking().isErased()).isTrue();
    assertThat(changed.after().progress().attempt()).isEqualTo(callback.attempt());
    assertThat(changed.after().progress().revocation())
        .isEqualTo(new Revocation(
            1, ENTRY.entryId(), null, Revocation.REVOKED, NOW.plus(Transitions.TELL_SESSION_FOR)));
  }

  @Test
  void whatIsCompletedKeepsItsReasonAndItsEntryIsToGo() {
    var callback = in(CallbackState.COMPLETED).with(in(QUEUED).booking());
    var done = Examples.completed(CompletionReason.AGENT_CONNECTED);

    var changed = (Changed) OperatorTransitions.erase(done, NOW);

    assertThat(changed.after().status().reason()).isEqualTo(CompletionReason.AGENT_CONNECTED);
    assertThat(changed.after().progress().revocation())
        .isEqualTo(new Revocation(
            1, ENTRY.entryId(), null, Revocation.REVOKED, NOW.plus(Transitions.TELL_SESSION_FOR)));
    assertThat(((Changed) OperatorTransitions.erase(callback, NOW))
            .after()
            .progress()
            .revocation())
        .isNull();
  }

  @Test
  void nothingPersonalIsLeft() {
    var booking = in(SCHEDULED).booking();
    var details = new Booking.Details(
        new OfferDetails(
            "ASAP", "ON-HOURS", 1.5, "VQ", "ixn", new OfferDetails.Audience("ada", "fr-FR")),
        new RoutingWish(3, "rp", "survey"),
        List.of(new PushTarget("FCM", "token")),
        new UserData("{\"a\":1}"));
    var full = new Booking(
        booking.source(),
        new PhoneNumber("0123", "+33123"),
        booking.requestedTime(),
        booking.createdAt(),
        details,
        booking.settingsVersion());

    var erased = full.erased();

    assertThat(erased.details())
        .isEqualTo(new Booking.Details(
            new OfferDetails(
                "ASAP", "ON-HOURS", 1.5, null, null, new OfferDetails.Audience("UNKNOWN", "fr-FR")),
            new RoutingWish(3, null, null),
            List.of(),
            UserData.NONE));
    assertThat(erased.phoneNumber().e164()).isNull();
    assertThat(full.phoneNumber().digits()).isEqualTo("33123");
    assertThat(PhoneNumber.of("+1 (650) 253-0000").digits()).isEqualTo("16502530000");
  }

  private static Booking other(Booking booking) {
    return new Booking(
        booking.source(),
        PhoneNumber.of("+33987654321"),
        booking.requestedTime(),
        booking.createdAt(),
        booking.details(),
        booking.settingsVersion());
  }
}
