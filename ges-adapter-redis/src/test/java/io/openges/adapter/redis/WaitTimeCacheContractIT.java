package io.openges.adapter.redis;

import static io.openges.adapter.redis.server.RedisProcess.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.contract.WaitTimeCacheContract;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.queue.WaitTimes.Method;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class WaitTimeCacheContractIT extends WaitTimeCacheContract {

  private static final Method METHOD = new Method(WaitTimeMode.MODE1, false);

  private static RedisProcess server;
  private static RedisConnections connections;

  private final MovableTime clock = new MovableTime(Callbacks.BOOKED_AT);
  private final RedisWaitTimeCache cache = new RedisWaitTimeCache(connections, clock);

  @BeforeAll
  static void open() {
    server = RedisProcess.start();
    connections = new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
  }

  @AfterAll
  static void close() {
    connections.close();
    server.close();
  }

  @Override
  protected WaitTimeCache cache() {
    return cache;
  }

  /** When all threads that write have come together, none is writing any more. */
  @Override
  protected void settle() {
    var together = new CountDownLatch(RedisConnections.WORKERS);
    for (int i = 0; i < RedisConnections.WORKERS; i++) {
      connections.soon(() -> {
        together.countDown();
        await(() -> together.getCount() == 0);
      });
    }
    await(() -> together.getCount() == 0);
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }

  @Test
  void aKeyLivesAMinuteAndAsksForOneCommand() {
    var tenant = Callbacks.anyTenant();
    var queue = new QueueName("VQ");
    try (var redis = server.client()) {
      cache.put(tenant, Map.of(queue, WaitTime.ofSeconds(7)), METHOD);
      settle();

      var key = "ges:{" + tenant + "}:ewt:mode1:all:VQ";
      assertThat(redis.get(key)).isEqualTo(Callbacks.BOOKED_AT.toEpochMilli() + " 7");
      assertThat(redis.pttl(key)).isBetween(50_000L, 60_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "1 2 3", "1 -3", "-1 5", "99999999999999999999 1", "1 1e3"})
  void whatIsNotOursIsAsGoodAsNothing(String value) {
    var tenant = Callbacks.anyTenant();
    var queue = new QueueName("VQ " + UUID.randomUUID());
    try (var redis = server.client()) {
      redis.set(RedisWaitTimeCache.redisKey(tenant, queue, METHOD), value.getBytes(US_ASCII));
    }

    assertThat(cache.find(tenant, Set.of(queue), METHOD)).isEmpty();
  }

  @Test
  void aClockThatIsBehindMakesNothingYoungerThanNow() {
    var tenant = Callbacks.anyTenant();
    var queue = new QueueName("VQ");
    cache.put(tenant, Map.of(queue, WaitTime.NO_AGENTS), METHOD);
    settle();

    clock.advance(Duration.ofSeconds(-2));

    assertThat(cache.find(tenant, Set.of(queue), METHOD).get(queue).age()).isZero();

    clock.advance(Duration.ofMillis(-1));

    assertThat(cache.find(tenant, Set.of(queue), METHOD))
        .as("nobody knows its age")
        .isEmpty();
  }
}
