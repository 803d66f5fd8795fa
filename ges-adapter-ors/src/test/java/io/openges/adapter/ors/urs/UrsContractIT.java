package io.openges.adapter.ors.urs;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.ors.http.Faults;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.WaitTimesContract;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.memory.InMemoryWaitTimeCache;
import io.openges.ports.testing.Callbacks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@NullUnmarked
class UrsContractIT extends WaitTimesContract {

  private final MockWebServer server = new MockWebServer();
  private final PlatformClient client = new PlatformClient(System::nanoTime);
  private final AtomicLong nanos = new AtomicLong();
  private final Map<String, WaitTime> said = new ConcurrentHashMap<>();
  private UrsWaitTimes waitTimes;

  @BeforeEach
  void open() throws IOException {
    Faults.answer(server, this::answer);
    server.start();
    var region = new UrsConfig.Region("eu", List.of(server.getHostName() + ":" + server.getPort()));
    var config = new UrsConfig(List.of(region), "eu", "{ccid}");
    waitTimes = new UrsWaitTimes(
        config,
        tenant -> Optional.empty(),
        (ccid, queue) -> List.of(),
        client,
        new InMemoryWaitTimeCache(() -> Callbacks.BOOKED_AT.plusNanos(nanos.get())),
        nanos::get);
  }

  @AfterEach
  void close() {
    waitTimes.close();
    client.close();
    server.close();
  }

  @Override
  protected WaitTimes waitTimes() {
    return waitTimes;
  }

  @Override
  protected void say(TenantId tenant, QueueName queue, WaitTime time) {
    said.put(tenant + "/" + queue, time);
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
  }

  @Override
  protected void silence() {
    server.close();
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
  }

  private MockResponse answer(RecordedRequest request) {
    var tenant = requireNonNull(request.getUrl().queryParameter("tenant"));
    var time = said.get(tenant + "/" + request.getUrl().pathSegments().get(4));
    if (time == null) {
      return Faults.json("{\"calls\":0}");
    }
    int ewt = switch (time.knowledge()) {
      case KNOWN -> time.seconds();
      case NO_AGENTS -> -2;
      default -> -1;
    };
    return Faults.json("{\"ewt\":" + ewt + ",\"wpos\":4,\"calls\":3,\"aqt\":41}");
  }
}
