package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.RefusedRequest;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.driving.explain.RefusedRequests;
import io.openges.ports.memory.InMemoryRequestLog;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.memory.InMemoryStores;
import io.openges.ports.phone.LinearExpressions;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Failing;
import io.openges.usecase.explain.RefusedRequestsService;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Refused requests while the store does not take them. */
class RefusalLossTest {

  private static final RefusedRequest.Answer ANSWER = new RefusedRequest.Answer(
      "POST", "/engagement/v3/callbacks/create", 400, 7042, "The office is closed");

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-05T09:00:00Z"));
  private final Failing<RequestLog> log = Failing.of(RequestLog.class, new InMemoryRequestLog());
  private final RefusedRequests refused = new RefusedRequestsService(
      log.port(),
      new InMemoryStores().occupancy(),
      engine.ges().questions().explain(),
      new SettingsSnapshots(
          new InMemorySettingsStore(), new InMemorySettingsStore(), new LinearExpressions()),
      engine.time(),
      () -> {});

  @Test
  void whatTheStoreDoesNotTakeIsCountedAndWhatComesAfterItIsKept() {
    var noted = note(250);
    log.fail(Dependency.POSTGRESQL, 1);

    refused.write();

    assertThat(refused.dropped()).as("a batch that was sent as one").isEqualTo(200);
    assertThat(kept(noted)).isEqualTo(noted.subList(200, 250));
    assertThat(refused.isIdle()).isTrue();
  }

  @Test
  void nothingWaitsForAStoreThatStaysAway() {
    var noted = note(3);
    log.fail(Dependency.POSTGRESQL);

    refused.write();

    assertThat(refused.isIdle()).isTrue();
    assertThat(refused.dropped()).isEqualTo(3);
    log.heal();
    refused.write();
    assertThat(kept(noted)).isEmpty();

    var later = note(1);
    refused.write();
    assertThat(kept(later)).isEqualTo(later);
    assertThat(refused.dropped()).isEqualTo(3);
  }

  private List<UUID> note(int count) {
    return Stream.generate(UUID::randomUUID)
        .limit(count)
        .peek(id -> refused.note(new RefusedRequests.Noted(Engine.TENANT, id, ANSWER, null)))
        .toList();
  }

  private List<UUID> kept(List<UUID> ids) {
    return ids.stream()
        .filter(id -> refused.find(Engine.TENANT, id).isPresent())
        .toList();
  }
}
