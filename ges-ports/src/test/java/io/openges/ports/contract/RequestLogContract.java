package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.FailedCheck;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link RequestLog} does; one subclass for each implementation. Every test has a tenant
 * of its own; what is deleted here was refused in a year that no other test uses.
 */
@Timeout(120)
public abstract class RequestLogContract {

  private static final Instant OLD = Instant.parse("1985-06-12T09:00:00.123Z");

  private final TenantId tenant = Callbacks.anyTenant();

  /** Returns the log under test. */
  protected abstract RequestLog log();

  @Test
  void aRequestIsFoundAsItWasAdded() {
    var checks = List.of(
        FailedCheck.of(new Refusal(10, ReasonCode.CLOSED_WEEKLY, OLD.plusMillis(1))),
        FailedCheck.of(Refusal.of(9, ReasonCode.TOO_SOON)),
        FailedCheck.full(new FailedCheck.Figures(OLD.plusSeconds(60), 3, 2)));
    var queue = new QueueName("VQ {é'%:😀}");
    var full = request(OLD, new RefusedRequest.Judgement(queue, checks, 42));
    var bare = request(OLD, new RefusedRequest.Judgement(null, List.of(), 0));

    log().add(List.of(full, bare));

    assertThat(log().find(tenant, full.corrId())).contains(full);
    assertThat(log().find(tenant, bare.corrId())).contains(bare);
  }

  @Test
  void everyReasonIsKept() {
    var checks = Stream.of(ReasonCode.values())
        .map(code -> FailedCheck.of(Refusal.of(14, code)))
        .toList();
    var request = request(OLD, new RefusedRequest.Judgement(null, checks, 1));

    log().add(List.of(request));

    assertThat(log().find(tenant, request.corrId())).contains(request);
  }

  @Test
  void nobodyElseFindsIt() {
    var request = request(OLD);
    log().add(List.of(request));

    assertThat(log().find(Callbacks.anyTenant(), request.corrId())).isEmpty();
    assertThat(log().find(tenant, UUID.randomUUID())).isEmpty();
  }

  @Test
  void addingAgainChangesNothing() {
    var request = request(OLD);
    var other = new RefusedRequest(
        tenant, request.corrId(), OLD.plusMillis(1), request.answer(), request.judgement());

    log().add(List.of(request));
    log().add(List.of(other));
    log().add(List.of());

    assertThat(log().find(tenant, request.corrId())).contains(request);
  }

  @Test
  void whatIsOldIsDeletedInPartsAndTheRestStays() {
    deleteAll(OLD.minus(Duration.ofDays(1)));
    var time = OLD.minus(Duration.ofDays(2));
    var old = Stream.generate(() -> request(time.minusMillis(1))).limit(5).toList();
    var young = request(time);
    log().add(old);
    log().add(List.of(young));

    assertThat(log().deleteBefore(time, 3)).isEqualTo(3);
    assertThat(log().deleteBefore(time, 3)).isEqualTo(2);
    assertThat(log().deleteBefore(time, 3)).isZero();

    assertThat(old)
        .allSatisfy(one -> assertThat(log().find(tenant, one.corrId())).isEmpty());
    assertThat(log().find(tenant, young.corrId())).contains(young);
  }

  @Test
  void whatIsOldIsDeletedOfEveryTenant() {
    var time = OLD.minus(Duration.ofDays(3));
    deleteAll(time);
    var some = Stream.generate(() -> new RefusedRequest(
            Callbacks.anyTenant(),
            UUID.randomUUID(),
            time.minusMillis(1),
            request(time).answer(),
            request(time).judgement()))
        .limit(3)
        .toList();
    log().add(some);

    assertThat(log().deleteBefore(time, 100)).isEqualTo(3);

    assertThat(some)
        .allSatisfy(one -> assertThat(log().find(one.tenant(), one.corrId())).isEmpty());
  }

  private void deleteAll(Instant before) {
    for (int round = 0; round < 1000; round++) {
      if (log().deleteBefore(before, 100) == 0) {
        return;
      }
    }
    throw new AssertionError("what is deleted is there again and again");
  }

  private RefusedRequest request(Instant at) {
    return request(at, new RefusedRequest.Judgement(null, List.of(), 1));
  }

  private RefusedRequest request(Instant at, RefusedRequest.Judgement judgement) {
    var answer = new RefusedRequest.Answer(
        "POST", "/engagement/v3/callbacks/create", 429, 7110, "The requested \"slot\" {é} is full");
    return new RefusedRequest(tenant, UUID.randomUUID(), at, answer, judgement);
  }
}
