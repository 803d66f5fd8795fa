package io.openges.adapter.redis;

import static io.openges.adapter.redis.server.RedisProcess.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.ports.contract.StatisticsCacheContract;
import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class StatisticsCacheContractIT extends StatisticsCacheContract {

  private static RedisProcess server;
  private static RedisConnections connections;

  private final MovableTime clock = new MovableTime(Callbacks.BOOKED_AT);
  private final RedisStatisticsCache cache = new RedisStatisticsCache(connections, clock);

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
  protected StatisticsCache cache() {
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
  void aKeyTellsNothingOfTheQuestionAndLivesFiveMinutes() {
    var tenant = Callbacks.anyTenant();
    try (var redis = server.client()) {
      cache.put(tenant, "{}", new Figures("{\"a\":1}"));
      settle();

      var key = "ges:{" + tenant + "}:stat:"
          + "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
      assertThat(redis.get(key)).isEqualTo(Callbacks.BOOKED_AT.toEpochMilli() + " {\"a\":1}");
      assertThat(redis.pttl(key)).isBetween(240_000L, 300_000L);
    }
  }

  @Test
  void largeAnswersAreNotShared() {
    var tenant = Callbacks.anyTenant();
    var large = "{\"a\":\"" + "x".repeat(RedisStatisticsCache.MAX_BYTES) + "\"}";

    cache.put(tenant, "{}", new Figures(large));
    settle();

    assertThat(cache.find(tenant, "{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "{}", "1 ", "1 {", "x {}", "9999999999999999999 {}"})
  void whatIsNotOursIsAsGoodAsNothing(String value) {
    var tenant = Callbacks.anyTenant();
    try (var redis = server.client()) {
      redis.set(RedisStatisticsCache.redisKey(tenant, "q"), value.getBytes(UTF_8));
    }

    assertThat(cache.find(tenant, "q")).isEmpty();
  }

  @Test
  void aClockThatIsFarBehindTellsNoAge() {
    var tenant = Callbacks.anyTenant();
    cache.put(tenant, "q", new Figures("{}"));
    settle();

    clock.advance(Duration.ofSeconds(-2));
    assertThat(cache.find(tenant, "q"))
        .hasValueSatisfying(heard -> assertThat(heard.age()).isZero());
    clock.advance(Duration.ofMillis(-1));
    assertThat(cache.find(tenant, "q")).isEmpty();
  }

  @Test
  void nobodyHearsThatRedisIsAway() {
    var tenant = Callbacks.anyTenant();
    try (var gone = RedisProcess.start();
        var away = new RedisConnections(RedisConfig.standalone("127.0.0.1", gone.port()))) {
      var unreachable = new RedisStatisticsCache(away, clock);
      gone.kill();

      for (int i = 0; i < 20; i++) {
        unreachable.put(tenant, "q", new Figures("{}"));
        assertThat(unreachable.find(tenant, "q")).isEmpty();
      }
    }
  }
}
