package io.openges.usecase.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.queue.QueueProxies.QueueProxy;
import io.openges.ports.memory.InMemoryQueueProxies;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProxyUpkeepTest {

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-04T05:06:07Z"));
  private final InMemoryQueueProxies proxies = new InMemoryQueueProxies();
  private final AtomicInteger failures = new AtomicInteger();
  private final ProxyUpkeep upkeep =
      new ProxyUpkeep(engine.ges().settings(), proxies, engine.time(), failures::incrementAndGet);

  @Test
  void everyRowHasAnObject() {
    upkeep.run();

    assertThat(names()).containsExactly("VQ_Always", "VQ_Office");
    assertThat(failures).hasValue(0);
  }

  @Test
  void objectsComeAndGoWithTheirRowsAtOnce() {
    upkeep.run();
    publish("VQ_Always", "VQ_New");

    upkeep.run();

    assertThat(names()).containsExactly("VQ_Always", "VQ_New");
  }

  @Test
  void whatIsThereIsTakenOver() {
    proxies.create(Engine.TENANT, Engine.OFFICE);
    var before = proxies.all(Engine.TENANT);

    upkeep.run();

    assertThat(proxies.all(Engine.TENANT)).containsAll(before).hasSize(2);
  }

  @Test
  void tenantsThatNeverPublishedAreLeftAlone() {
    var stranger = Callbacks.anyTenant();
    proxies.create(stranger, Engine.OFFICE);

    upkeep.run();

    assertThat(proxies.all(stranger)).hasSize(1);
  }

  @Test
  void aTableWithoutRowsLeavesNoObject() {
    upkeep.run();
    publish();

    upkeep.run();

    assertThat(names()).isEmpty();
  }

  @Test
  void objectsAreComparedOnceAnHour() {
    upkeep.run();
    proxies.all(Engine.TENANT).forEach(proxy -> proxies.remove(Engine.TENANT, proxy));
    proxies.create(Engine.TENANT, new QueueName("VQ_Foreign"));

    pass(Duration.ofHours(1).minusMillis(1));
    assertThat(names()).containsExactly("VQ_Foreign");
    pass(Duration.ofMillis(1));
    assertThat(names()).containsExactly("VQ_Always", "VQ_Office");
  }

  @Test
  void failuresAreCountedAndTriedAgainAfterGrowingPauses() {
    proxies.answer(false);
    upkeep.run();
    for (int seconds = 1; seconds < 300; seconds *= 2) {
      int before = failures.get();
      pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(failures).hasValue(before);
      pass(Duration.ofMillis(1));
      assertThat(failures).hasValue(before + 1);
    }
    int before = failures.get();
    pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(failures).hasValue(before);

    proxies.answer(true);
    pass(Duration.ofMillis(1));
    assertThat(names()).containsExactly("VQ_Always", "VQ_Office");
    assertThat(failures).hasValue(before);
  }

  @Test
  void aPublicationDoesNotWaitForThePauseAfterAFailure() {
    proxies.answer(false);
    upkeep.run();
    proxies.answer(true);
    publish("VQ_New");

    upkeep.run();

    assertThat(names()).containsExactly("VQ_New");
  }

  private void pass(Duration duration) {
    engine.time().advance(duration);
    upkeep.run();
  }

  private void publish(String... queues) {
    var rows = new HashMap<String, Object>();
    for (var queue : queues) {
      rows.put(queue, Engine.row("always", 1));
    }
    engine.publish(Map.copyOf(rows));
    engine.ges().settings().refresh();
  }

  private List<String> names() {
    return proxies.all(Engine.TENANT).stream()
        .map(QueueProxy::queue)
        .map(QueueName::value)
        .sorted()
        .toList();
  }
}
