package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackValuesTest {

  @ParameterizedTest
  @CsvSource({"+33123456789, +33*******89", "123456, 123*56", "12345, *****", "1, *"})
  void aNumberShowsOnlyItsEnds(String number, String shown) {
    assertThat(PhoneNumber.of(number)).hasToString(shown);
    assertThat(new PhoneNumber("1", number)).hasToString("*");
  }

  @Test
  void aNumberHasOneTo64CharactersAndItsErrorDoesNotShowIt() {
    assertThat(PhoneNumber.of("1".repeat(64)).asGiven()).hasSize(64);
    assertThatThrownBy(() -> PhoneNumber.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PhoneNumber.of("7".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65")
        .hasMessageNotContaining("7".repeat(5));
  }

  @Test
  void whatIsSecretIsNotShown() {
    assertThat(new UserData("{\"a\":\"secret\"}").toString()).doesNotContain("secret");
    assertThat(new PushTarget("FCM", "token").toString()).doesNotContain("token");
    var details = new Booking.Details(
        OfferDetails.ASAP,
        RoutingWish.NONE,
        List.of(new PushTarget("FCM", "token")),
        new UserData("{\"a\":\"secret\"}"));
    assertThat(details.toString()).doesNotContain("token").doesNotContain("secret");
  }

  @Test
  void userDataIsAnObject() {
    assertThat(UserData.NONE.isEmpty()).isTrue();
    assertThat(new UserData("{\"a\":1}").isEmpty()).isFalse();
    for (var other : List.of("", "[]", "null", "{")) {
      assertThatThrownBy(() -> new UserData(other)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "AGENT_CONNECTED", "X9_", "FAIL_TIMEOUT_TTL"})
  void aReasonIsAnUpperCaseWord(String word) {
    assertThat(CompletionReason.isReason(word)).isTrue();
    assertThat(new CompletionReason(word)).hasToString(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "9A", "_A", "A B", "A-B", "É", "A\n"})
  void anythingElseIsNoReason(String word) {
    assertThat(CompletionReason.isReason(word)).isFalse();
    assertThatThrownBy(() -> new CompletionReason(word))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReasonHasAtMost64Characters() {
    assertThat(CompletionReason.isReason("A".repeat(64))).isTrue();
    assertThat(CompletionReason.isReason("A".repeat(65))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANCELLED", "CANCELLED_BY_OPERATOR", "CUSTOMER_CALLED_IN", "EXPIRED_TTL", "OFFICE_CLOSED",
        "QUEUE_REMOVED", "ERASED", "SUBMIT_FAILED", "SESSION_LOST", "NUMBER_NOT_ALLOWED"
      })
  void theReasonsOfGesAreItsOwn(String reason) {
    assertThat(new CompletionReason(reason).isOwn()).isTrue();
    assertThat(CompletionReason.AGENT_CONNECTED.isOwn()).isFalse();
  }

  @Test
  void aReasonIsThereExactlyWhenTheCallbackIsCompleted() {
    var status = new Status(QUEUED, null, 1, Examples.NOW);

    assertThat(status.next(COMPLETED, CompletionReason.CANCELLED, Examples.DESIRED))
        .isEqualTo(new Status(COMPLETED, CompletionReason.CANCELLED, 2, Examples.DESIRED));
    assertThatThrownBy(() -> status.next(COMPLETED, null, Examples.NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> status.next(QUEUED, CompletionReason.CANCELLED, Examples.NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void onlyAnOpenScheduledCallHoldsAPlace(CallbackState state) {
    var callback = Examples.in(state);
    var immediate =
        callback.with(new Schedule(CallbackKind.IMMEDIATE, Examples.DESIRED, Examples.EXPIRY));

    assertThat(callback.holdsPlace()).isEqualTo(state != COMPLETED);
    assertThat(immediate.holdsPlace()).isFalse();
  }

  @Test
  void withoutTheApplicationsDataTheRestOfABookingStays() {
    var devices = List.of(new PushTarget("FCM", "device"));
    var offer = OfferDetails.ASAP;
    var empty = Examples.in(QUEUED).booking();
    var booking = new Booking(
        empty.source(),
        empty.phoneNumber(),
        empty.requestedTime(),
        empty.createdAt(),
        new Booking.Details(offer, RoutingWish.NONE, devices, new UserData("{\"a\":1}")),
        7);

    assertThat(booking.withoutUserData())
        .isEqualTo(new Booking(
            empty.source(),
            empty.phoneNumber(),
            empty.requestedTime(),
            empty.createdAt(),
            new Booking.Details(offer, RoutingWish.NONE, devices, UserData.NONE),
            7));
  }

  @Test
  void anAttemptCountsItsPredecessorsThatDidNotStart() {
    var third = Examples.submitted().afterNoStart().afterNoStart();

    assertThat(third).isEqualTo(new Attempt(3, 2, 0, null, null));
    assertThat(third.afterEnd()).isEqualTo(new Attempt(4, 0, 0, null, null));
    assertThatThrownBy(() -> new Attempt(0, 0, 0, null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Attempt(1, -1, 0, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEntryMayExistFromTheFirstClaimOn() {
    assertThat(Attempt.FIRST.mayBeSubmitted()).isFalse();
    assertThat(Examples.claimed().mayBeSubmitted()).isTrue();
    assertThat(Attempt.FIRST.submitted(Examples.ENTRY).mayBeSubmitted()).isTrue();
    assertThat(Attempt.FIRST.heardFrom(Examples.SESSION).mayBeSubmitted()).isTrue();
    assertThat(Examples.submitted().isStarted()).isFalse();
    assertThat(Examples.started().isStarted()).isTrue();
  }

  @Test
  void listsAreCopied() {
    var targets = new ArrayList<>(List.of(new PushTarget("FCM", "t")));
    var details = new Booking.Details(OfferDetails.ASAP, RoutingWish.NONE, targets, UserData.NONE);
    targets.clear();

    assertThat(details.pushTargets()).hasSize(1);
  }

  @Test
  void numbersAreComparedByTheirInternationalFormOrTheirDigits() {
    assertThat(new PhoneNumber("(650) 253-0000", "+16502530000").digits()).isEqualTo("16502530000");
    assertThat(PhoneNumber.of("+1 (650) 253-0000").digits()).isEqualTo("16502530000");
  }
}
