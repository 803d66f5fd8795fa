package io.openges.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.domain.queue.Limits.Window;
import io.openges.ports.contract.ThrottleCountersContract;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driven.throttle.ThrottleCounters.Counted;
import io.openges.ports.driven.throttle.ThrottleCounters.Request;
import io.openges.ports.driven.throttle.ThrottleCounters.Verdict;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ThrottleCountersContractIT extends ThrottleCountersContract {

  private static final ThrottleCounters NOBODY = new InMemoryThrottleCounters(() -> {
    throw new AssertionError("Redis is there");
  });

  private static RedisProcess server;
  private static RedisConnections connections;

  private final RedisThrottleCounters counters = new RedisThrottleCounters(connections, NOBODY);

  @BeforeAll
  static void open() {
    server = RedisProcess.start();
    connections = new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
    assertThat(connections.ping()).isNull();
  }

  @AfterAll
  static void close() {
    connections.close();
    server.close();
  }

  @Override
  protected ThrottleCounters counters() {
    return counters;
  }

  @Test
  void aLogTakesElevenBytesForABookingAndVanishesAfterItsWindow() {
    var tenant = Callbacks.anyTenant();
    var many = new Counted("many", Window.of(10_000, 600));
    for (int i = 0; i < 2_000; i++) {
      counters.reserve(new Request(tenant, List.of(many), null, Callbacks.BOOKED_AT.plusMillis(i)));
    }

    try (var redis = server.client()) {
      var key = "ges:{" + tenant + "}:throttle:many";
      assertThat(redis.llen(key)).isEqualTo(2_000);
      assertThat(redis.memoryUsage(key)).isLessThan(2_000 * 11 + 1_000);
      assertThat(redis.pttl(key)).isBetween(600_000L, 660_000L);
    }
  }

  @Test
  void whatTwinsShareCanBeGivenBackLongAfterTheLastOfThem() {
    var request = new Request(
        Callbacks.anyTenant(),
        List.of(new Counted("number", Window.of(5, 60))),
        "twin",
        Callbacks.BOOKED_AT);
    counters.reserve(request);
    try (var redis = server.client()) {
      var record = redis.keys("ges:{" + request.tenant() + "}:*").stream()
          .filter(key -> redis.type(key).equals("hash"))
          .toList();
      assertThat(record).hasSize(1);
      redis.pexpire(record.get(0), 5_000);

      counters.reserve(request);

      assertThat(redis.pttl(record.get(0))).isGreaterThan(5_000);
    }
  }

  @Test
  void theRecordOfTwinsThatAnEarlierBuildKeepsIsNotTouched() {
    var number = new Counted("number", Window.of(2, 60));
    var request = new Request(Callbacks.anyTenant(), List.of(number), "twin", Callbacks.BOOKED_AT);
    try (var redis = server.client()) {
      var earlier = "ges:{" + request.tenant() + "}:throttle:twin";
      var record = Map.of("times", "1", "bookings", "1");
      redis.hset(earlier, record);

      var first = (Verdict.Reserved) counters.reserve(request);
      var second = (Verdict.Reserved) counters.reserve(request);
      first.reservation().release();
      assertThat(redis.hgetAll(earlier)).isEqualTo(record);

      // as the last of the others gives it back
      redis.del(earlier);
      second.reservation().release();
      assertThat(counters.look(request)).containsExactly(Duration.ZERO);
      assertThat(redis.llen("ges:{" + request.tenant() + "}:throttle:number")).isZero();
    }
  }

  @Test
  void withoutRedisTheNodeCountsItsShareByItself() {
    var request = new Request(
        Callbacks.anyTenant(),
        List.of(new Counted("number", Window.of(5, 60))),
        null,
        Callbacks.BOOKED_AT);
    try (var gone = RedisProcess.start();
        var away = new RedisConnections(RedisConfig.standalone("127.0.0.1", gone.port()))) {
      var alone = new RedisThrottleCounters(away, new InMemoryThrottleCounters(() -> 2));
      gone.kill();

      for (int i = 0; i < 3; i++) {
        assertThat(alone.reserve(request)).isInstanceOf(Verdict.Reserved.class);
      }
      assertThat(alone.reserve(request)).isInstanceOf(Verdict.Full.class);
    }
  }
}
