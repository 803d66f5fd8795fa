package io.openges.adapter.http.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.domain.booking.Grounds;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callin.CallIns;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

  private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
  private static final BookCallback.Command COMMAND = new BookCallback.Command(
      Callbacks.anyTenant(),
      new QueueName("VQ"),
      Origin.API,
      PhoneNumber.of("+33123456789"),
      new BookCallback.When(null, false),
      BookCallback.Extras.NONE);

  @Test
  void everyOutcomeOfABookingHasAnAnswer() {
    var samples = List.of(
        new BookCallback.Outcome.Booked(callback()),
        new BookCallback.Outcome.Replayed("{}"),
        new BookCallback.Outcome.UnknownQueue(),
        new BookCallback.Outcome.Refused(Refusal.of(9, ReasonCode.TOO_SOON), List.of(), grounds()),
        new BookCallback.Outcome.SlotFull(List.of(), grounds()),
        new BookCallback.Outcome.KeyMismatch(),
        new BookCallback.Outcome.KeyBusy());
    var answers = new ArrayList<Integer>();
    samples.forEach(outcome -> answers.add(http(outcome)));

    assertCovers(BookCallback.Outcome.class, samples);
    assertThat(answers).containsExactly(200, 200, 400, 400, 429, 422, 409);
  }

  @Test
  void everyOutcomeOfACancellationHasAnAnswer() {
    var samples = List.of(
        new CancelCallback.Outcome.Cancelled(callback()),
        new CancelCallback.Outcome.Unknown(),
        new CancelCallback.Outcome.NotCancellable(callback()));

    assertCovers(CancelCallback.Outcome.class, samples);
    assertThat(Cancellations.cancelled(samples.get(0))).isNotNull();
    assertThatThrownBy(() -> Cancellations.cancelled(samples.get(1)))
        .hasMessage("No such callback");
    assertThatThrownBy(() -> Cancellations.cancelled(samples.get(2)))
        .hasMessage("The callback can no longer be cancelled");
  }

  @Test
  void everyRefusalOfACallInHasAnAnswer() {
    var refusals = Map.<CallIns.Outcome, Integer>of(
        new CallIns.Outcome.UnknownGroup(), 400,
        new CallIns.Outcome.BadNumber(), 400,
        new CallIns.Outcome.UnknownCallback(), 400,
        new CallIns.Outcome.NoneFree(Duration.ofSeconds(9)), 429,
        new CallIns.Outcome.Busy(), 503);

    assertThat(refusals).hasSize(CallIns.Outcome.class.getPermittedSubclasses().length - 1);
    refusals.forEach((outcome, http) ->
        assertThat(CallInRoutes.problem(outcome).code().http()).isEqualTo(http));
  }

  @ParameterizedTest
  @EnumSource(
      value = ReasonCode.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "NOT_DUE", "WAITING_FOR_OPENING", "HELD_AFTER_CLOSING", "VOICE_REDIS_DOWN",
        "CLAIMED_BY_NODE", "ENTRY_UNREAD", "NOT_STARTED_YET", "ORS_UNREACHABLE",
        "START_UNPROVEN", "IN_QUEUE", "AGENT_RESERVED", "IN_PROGRESS"
      })
  void everyReasonToRefuseABookingHasACode(ReasonCode reason) {
    int status = Refusals.problem(Refusal.of(9, reason), List.of(), NOW).code().http();
    if (reason == ReasonCode.CAPTCHA_UNAVAILABLE) {
      assertThat(status).isEqualTo(503);
    } else {
      assertThat(status).isBetween(400, 429);
    }
  }

  @Test
  void aMissedSlotComesWithOthers() {
    var problem = Refusals.problem(Refusal.of(14, ReasonCode.SLOT_WOULD_BE_MISSED), List.of(), NOW);

    assertThat(problem.code()).isEqualTo(StatusCode.SLOT_WOULD_BE_MISSED);
    assertThat(problem.data()).isEqualTo(Map.of("slots", Map.of()));
  }

  private static int http(BookCallback.Outcome outcome) {
    try {
      return Bookings.reply(outcome, COMMAND, booked -> "{}", NOW).http();
    } catch (ProblemException problem) {
      return problem.code().http();
    }
  }

  private static void assertCovers(Class<?> sealed, List<?> samples) {
    assertThat(samples)
        .extracting(Object::getClass)
        .map(type -> (Object) type)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList((Object[]) sealed.getPermittedSubclasses()));
  }

  private static Grounds grounds() {
    return new Grounds(new QueueName("VQ"), NOW, List.of(), null, 1);
  }

  private static Callback callback() {
    return Callbacks.scheduled().build();
  }
}
