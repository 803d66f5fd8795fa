package io.openges.usecase;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.FailedCheck;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.explain.RefusedRequests;
import io.openges.ports.driving.explain.RefusedRequests.Cause;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusedRequestsTest {

  /** A Wednesday, ten o'clock in Paris. */
  private static final Instant NOW = Instant.parse("2031-03-05T09:00:00Z");

  private static final RefusedRequest.Answer ANSWER = new RefusedRequest.Answer(
      "POST", "/engagement/v3/callbacks/create", 400, 7042, "The office is closed");

  private final Engine engine = Engine.startingAt(NOW);

  @Test
  void everythingThatWasWrongIsKeptNotOnlyWhatTheCustomerWasTold() {
    var row = Engine.row("paris", 0);
    row.put("callDirection", "USERORIGINATED");
    engine.publish(Map.of("VQ", row));
    var at = NOW.plus(Duration.ofDays(20)).minusSeconds(30_000);
    var outcome = (Outcome.Refused) book(new QueueName("VQ"), at);

    var kept = kept(Cause.Judged.whole(outcome.grounds()));

    assertThat(kept.judgement().failed())
        .extracting(check -> check.refusal().code())
        .containsExactly(
            ReasonCode.PUSH_TARGET_REQUIRED,
            ReasonCode.BEYOND_HORIZON,
            ReasonCode.CLOSED_WEEKLY,
            ReasonCode.CAPACITY_ZERO);
    assertThat(kept.judgement().queue()).isEqualTo(new QueueName("VQ"));
    assertThat(kept.judgement().settingsVersion()).isEqualTo(2);
    assertThat(kept.at()).isEqualTo(NOW);
    assertThat(kept.answer()).isEqualTo(ANSWER);
  }

  @Test
  void aFullSlotIsKeptWithTheFiguresOfThatMoment() {
    var slot = NOW.plus(Duration.ofHours(2));
    for (int i = 0; i < 3; i++) {
      book(Engine.OFFICE, slot);
    }
    var outcome = (Outcome.SlotFull) book(Engine.OFFICE, slot);
    engine.time().advance(Duration.ofHours(3));

    var kept = kept(Cause.Judged.whole(outcome.grounds()));

    assertThat(kept.judgement().failed())
        .containsExactly(FailedCheck.full(new FailedCheck.Figures(slot, 3, 3)));
    assertThat(kept.at()).isEqualTo(NOW);
  }

  @Test
  void aSlotWithoutAnyPlaceIsKeptAsSuch() {
    engine.publish(Map.of("VQ", Engine.row("always", 0)));
    var slot = NOW.plus(Duration.ofHours(2));
    var outcome = (Outcome.SlotFull) book(new QueueName("VQ"), slot);

    assertThat(kept(Cause.Judged.whole(outcome.grounds())).judgement().failed())
        .containsExactly(FailedCheck.full(new FailedCheck.Figures(slot, 0, 0)));
  }

  @Test
  void aBadNumberIsKeptWithWhatElseWasWrong() {
    var command = command("abc", Engine.OFFICE, Instant.parse("2031-03-05T20:00:00Z"));
    var outcome = (Outcome.Refused) engine.ges().bookCallback().book(command);

    var kept = kept(Cause.Judged.whole(outcome.grounds()));

    assertThat(kept.judgement().failed())
        .extracting(check -> check.refusal().code())
        .containsExactly(ReasonCode.NUMBER_INVALID, ReasonCode.CLOSED_WEEKLY);
    assertThat(kept.judgement().queue()).isEqualTo(Engine.OFFICE);
  }

  @Test
  void limitsThatWereNotAskedForAreKeptWithWhatRefusedTheBooking() {
    var row = Engine.row("paris", 3);
    row.put("duplicateCheck", "strict");
    row.put("throttleServiceLimit1", 1);
    engine.publish(Map.of("VQ", row));
    var queue = new QueueName("VQ");
    book(queue, NOW.plus(Duration.ofHours(2)));
    var late = command(queue, Instant.parse("2031-03-05T20:00:00Z"));
    var outcome = (Outcome.Refused) engine.ges().bookCallback().book(late);

    var kept = kept(Cause.Judged.of(outcome, late));

    assertThat(outcome.refusal().code()).isEqualTo(ReasonCode.CLOSED_WEEKLY);
    assertThat(kept.judgement().failed())
        .extracting(check -> check.refusal().code())
        .containsExactly(
            ReasonCode.CLOSED_WEEKLY, ReasonCode.DUPLICATE, ReasonCode.THROTTLE_SERVICE_1);
  }

  @Test
  void theNameOfAQueueThatIsNotThereIsNotKept() {
    var command = command(new QueueName("+33123456789"), null);

    var kept = kept(Cause.Unjudged.unknownQueue(command));

    assertThat(kept.judgement().failed())
        .extracting(check -> check.refusal().code())
        .containsExactly(ReasonCode.SERVICE_UNKNOWN);
    assertThat(kept.judgement().queue()).isNull();
  }

  @Test
  void whatIsNoBookingIsKeptWithItsAnswer() {
    var kept = kept(null);

    assertThat(kept.judgement()).isEqualTo(new RefusedRequest.Judgement(null, noChecks(), 1));
  }

  @Test
  void nothingIsFoundBeforeItIsWrittenNorByAnotherTenant() {
    var corrId = note(Engine.TENANT, null);
    assertThat(refused().isIdle()).isFalse();
    assertThat(refused().find(Engine.TENANT, corrId)).isEmpty();

    refused().write();

    assertThat(refused().isIdle()).isTrue();
    assertThat(refused().find(Engine.TENANT, corrId)).isPresent();
    assertThat(refused().find(Callbacks.anyTenant(), corrId)).isEmpty();
  }

  @Test
  void aFloodOfOneTenantIsDroppedAndKeepsNobodyElseOut() {
    for (int i = 0; i < 700; i++) {
      note(Engine.TENANT, null);
    }
    assertThat(refused().dropped()).isEqualTo(100);
    var other = Callbacks.anyTenant();
    var corrId = note(other, null);
    engine.time().advance(Duration.ofSeconds(2));
    note(Engine.TENANT, null);
    note(Engine.TENANT, null);
    note(Engine.TENANT, null);

    refused().write();

    assertThat(refused().dropped()).isEqualTo(101);
    assertThat(refused().find(other, corrId)).isPresent();
  }

  @Test
  void whatFindsNoRoomIsDropped() {
    Stream.generate(Callbacks::anyTenant).limit(2_010).forEach(tenant -> note(tenant, null));

    assertThat(refused().dropped()).isEqualTo(10);
    refused().write();
    note(Callbacks.anyTenant(), null);
    assertThat(refused().dropped()).isEqualTo(10);
  }

  @Test
  void afterFourteenDaysItIsForgotten() {
    var corrId = note(Engine.TENANT, null);
    refused().write();

    engine.time().advance(Duration.ofDays(14));
    engine.ges().dispatchDue().purge();
    assertThat(refused().find(Engine.TENANT, corrId)).isPresent();

    engine.time().advance(Duration.ofMillis(1));
    engine.ges().dispatchDue().purge();
    assertThat(refused().find(Engine.TENANT, corrId)).isEmpty();
  }

  private RefusedRequest kept(@Nullable Cause cause) {
    var corrId = note(Engine.TENANT, cause);
    refused().write();
    return refused().find(Engine.TENANT, corrId).orElseThrow();
  }

  private UUID note(TenantId tenant, @Nullable Cause cause) {
    var corrId = UUID.randomUUID();
    refused().note(new RefusedRequests.Noted(tenant, corrId, ANSWER, cause));
    return corrId;
  }

  private RefusedRequests refused() {
    return requireNonNull(engine.ges().questions().refused());
  }

  private static List<FailedCheck> noChecks() {
    return List.of();
  }

  private Outcome book(QueueName queue, @Nullable Instant desired) {
    return engine.ges().bookCallback().book(command(queue, desired));
  }

  private static BookCallback.Command command(QueueName queue, @Nullable Instant desired) {
    return command("+33123456789", queue, desired);
  }

  private static BookCallback.Command command(
      String number, QueueName queue, @Nullable Instant desired) {
    return new BookCallback.Command(
        Engine.TENANT,
        queue,
        Origin.API,
        PhoneNumber.of(number),
        new BookCallback.When(desired, false),
        BookCallback.Extras.NONE);
  }
}
