package io.openges.adapter.ors.urs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.http.Faults;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimes.Method;
import io.openges.ports.memory.InMemoryWaitTimeCache;
import io.openges.ports.testing.Callbacks;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many queues at once, and two nodes that tell each other what they hear. */
@Timeout(60)
class SharedWaitTimesIT {

  private static final TenantId TENANT = Callbacks.anyTenant();
  private static final QueueName QUEUE = new QueueName("VQ");
  private static final Method METHOD = new Method(WaitTimeMode.MODE2, false);

  private final MockWebServer server = new MockWebServer();
  private final PlatformClient client = new PlatformClient(System::nanoTime);
  private final AtomicLong nanos = new AtomicLong();
  private final InMemoryWaitTimeCache cache =
      new InMemoryWaitTimeCache(() -> Callbacks.BOOKED_AT.plusNanos(nanos.get()));
  private UrsWaitTimes one;
  private UrsWaitTimes other;

  @BeforeEach
  void start() throws IOException {
    Faults.answer(server, request -> Faults.json("{\"ewt\":125}"));
    server.start();
    one = node();
    other = node();
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    client.close();
    server.close();
  }

  @Test
  void whatOneNodeHeardTheOtherNeedNotAsk() {
    assertThat(ask(one)).isEqualTo(WaitTime.ofSeconds(125));
    pass(Duration.ofMillis(4_999));

    assertThat(ask(other)).isEqualTo(WaitTime.ofSeconds(125));
    assertThat(server.getRequestCount()).isOne();

    pass(Duration.ofMillis(1));
    assertThat(ask(other)).isEqualTo(WaitTime.ofSeconds(125));
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void whatOneNodeHeardServesTheOtherForAMinuteWhileAllServersAreDown() {
    ask(one);
    server.close();
    assertThat(other.read(TENANT, QUEUE, WaitTimeMode.MODE2)).isEqualTo(WaitTime.UNAVAILABLE);

    pass(Duration.ofSeconds(55));
    assertThat(ask(other)).isEqualTo(WaitTime.ofSeconds(125));

    pass(Duration.ofSeconds(6));
    assertThat(ask(other)).isEqualTo(WaitTime.UNAVAILABLE);
  }

  @Test
  void bookingsTakeWhatQuestionsHaveHeard() {
    ask(one);

    assertThat(one.read(TENANT, QUEUE, WaitTimeMode.MODE2)).isEqualTo(WaitTime.ofSeconds(125));
    assertThat(server.getRequestCount()).isOne();
  }

  @Test
  void silenceIsNotShared() {
    server.close();

    assertThat(ask(one)).isEqualTo(WaitTime.UNAVAILABLE);

    assertThat(cache.find(TENANT, Set.of(QUEUE), METHOD)).isEmpty();
  }

  @Test
  void aQueueThatIsNotAnsweredInTimeHasTheWaitThatWasHeardBefore() {
    ask(one);
    pass(Duration.ofSeconds(6));
    var asked = new CountDownLatch(1);
    Faults.answer(server, request -> {
      await(asked);
      return Faults.json("{\"ewt\":7}");
    });
    var other = new QueueName("other");

    Thread.currentThread().interrupt();
    var answers = one.readAll(TENANT, Set.of(QUEUE, other), METHOD);

    assertThat(Thread.interrupted()).isTrue();
    asked.countDown();
    assertThat(answers)
        .containsEntry(QUEUE, WaitTime.ofSeconds(125))
        .containsEntry(other, WaitTime.UNAVAILABLE);
  }

  @Test
  void aQueueThatFailsLeavesTheOthersAlone() {
    Faults.answer(
        server,
        request -> request.getUrl().encodedPath().endsWith("bad")
            ? Faults.PAGE.response()
            : Faults.json("{\"ewt\":7}"));
    var bad = new QueueName("bad");

    assertThat(one.readAll(TENANT, Set.of(QUEUE, bad), METHOD))
        .containsEntry(QUEUE, WaitTime.ofSeconds(7))
        .containsEntry(bad, WaitTime.UNAVAILABLE);
  }

  @Test
  void queuesAreAskedForTogetherButOnlySoManyAtOnce() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var sixteen = new CountDownLatch(16);
    Faults.answer(server, request -> {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      sixteen.countDown();
      await(sixteen);
      running.decrementAndGet();
      return Faults.json("{\"ewt\":1}");
    });
    var queues = new HashSet<QueueName>();
    for (int i = 0; i < 100; i++) {
      queues.add(new QueueName("VQ " + i));
    }

    assertThat(one.readAll(TENANT, queues, METHOD))
        .hasSize(100)
        .containsValue(WaitTime.ofSeconds(1));
    assertThat(most).hasValue(16);
    assertThat(server.getRequestCount()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "../../..", "%2e%2e", "a/b?c#d", "\u00e9\ud83d\ude00", " "})
  void noNameLeadsElsewhere(String name) throws InterruptedException {
    var queue = new QueueName(name);

    var waitTime = one.readAll(TENANT, Set.of(queue), METHOD).get(queue);

    if (server.getRequestCount() == 0) {
      assertThat(waitTime).isEqualTo(WaitTime.NO_TRAFFIC);
    } else {
      assertThat(server.takeRequest().getUrl().encodedPath())
          .isEqualTo("/urs/call/max/lvq/" + URLEncoder.encode(name, UTF_8).replace("+", "%20"));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("they do not come together");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private UrsWaitTimes node() {
    var region = new UrsConfig.Region("eu", List.of(server.getHostName() + ":" + server.getPort()));
    var config = new UrsConfig(List.of(region), "eu", "Environment");
    return new UrsWaitTimes(
        config, tenant -> Optional.empty(), (ccid, queue) -> List.of(), client, cache, nanos::get);
  }

  private static WaitTime ask(UrsWaitTimes node) {
    return node.readAll(TENANT, Set.of(QUEUE), METHOD).getOrDefault(QUEUE, WaitTime.UNAVAILABLE);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
