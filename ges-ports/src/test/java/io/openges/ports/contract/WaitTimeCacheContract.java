package io.openges.ports.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.queue.WaitTimeCache.Heard;
import io.openges.ports.driven.queue.WaitTimes.Method;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link WaitTimeCache} does; one subclass for each implementation. */
@Timeout(120)
public abstract class WaitTimeCacheContract {

  private static final Method METHOD = new Method(WaitTimeMode.MODE2, false);

  private final TenantId tenant = Callbacks.anyTenant();
  private final QueueName queue = new QueueName("VQ {é}\u0001\ud83d\ude00 " + UUID.randomUUID());

  /** Returns what is under test. */
  protected abstract WaitTimeCache cache();

  /** Returns when everything that was put can be found. */
  protected abstract void settle();

  /** Lets time pass by the cache's clock. */
  protected abstract void pass(Duration time);

  @Test
  void whatWasHeardIsFoundWithItsAge() {
    put(Map.of(queue, WaitTime.ofSeconds(125)));
    pass(Duration.ofSeconds(7));

    assertThat(find(METHOD))
        .isEqualTo(Map.of(queue, new Heard(WaitTime.ofSeconds(125), Duration.ofSeconds(7))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 86_400, Integer.MAX_VALUE})
  void everyWaitIsKept(int seconds) {
    put(Map.of(queue, WaitTime.ofSeconds(seconds)));

    assertThat(found()).isEqualTo(WaitTime.ofSeconds(seconds));
  }

  @Test
  void unknownWaitsAreKeptApart() {
    put(Map.of(queue, WaitTime.NO_AGENTS));
    assertThat(found()).isEqualTo(WaitTime.NO_AGENTS);

    put(Map.of(queue, WaitTime.NO_TRAFFIC));
    assertThat(found()).isEqualTo(WaitTime.NO_TRAFFIC);
  }

  @Test
  void manyAreFoundAtOnce() {
    var heard = new HashMap<QueueName, WaitTime>();
    for (int i = 0; i < 100; i++) {
      heard.put(new QueueName(queue + "-" + i), WaitTime.ofSeconds(i));
    }
    put(heard);

    var asked = new HashMap<>(heard);
    asked.put(queue, WaitTime.NO_TRAFFIC);
    var found = cache().find(tenant, asked.keySet(), METHOD);

    assertThat(found.keySet()).isEqualTo(heard.keySet());
    found.forEach((name, each) -> assertThat(each.waitTime()).isEqualTo(heard.get(name)));
    assertThat(cache().find(tenant, Set.of(), METHOD)).isEmpty();
  }

  @Test
  void methodsAndTenantsAreKeptApart() {
    put(Map.of(queue, WaitTime.ofSeconds(1)));

    assertThat(find(new Method(WaitTimeMode.MODE2, true))).isEmpty();
    assertThat(find(new Method(WaitTimeMode.MODE1, false))).isEmpty();
    assertThat(cache().find(Callbacks.anyTenant(), Set.of(queue), METHOD)).isEmpty();
  }

  @Test
  void nothingOlderThanItsLifeIsFound() {
    put(Map.of(queue, WaitTime.ofSeconds(1)));

    pass(WaitTimeCache.LIFE.plusMillis(1));

    assertThat(find(METHOD)).isEmpty();
  }

  private void put(Map<QueueName, WaitTime> heard) {
    cache().put(tenant, heard, METHOD);
    settle();
  }

  private WaitTime found() {
    return requireNonNull(find(METHOD).get(queue), "found").waitTime();
  }

  private Map<QueueName, Heard> find(Method method) {
    return cache().find(tenant, Set.of(queue), method);
  }
}
