package io.openges.adapter.redis;

import static io.openges.adapter.redis.server.RedisProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

@Timeout(60)
@NullUnmarked
class RedisRecordCacheIT {

  private static final Instant NOW = Callbacks.BOOKED_AT;

  private static RedisProcess server;
  private Jedis redis;
  private RedisConnections connections;
  private RedisRecordCache cache;

  @BeforeAll
  static void startRedis() {
    server = RedisProcess.start();
  }

  @AfterAll
  static void stopRedis() {
    server.close();
  }

  @BeforeEach
  void open() {
    redis = server.client();
    redis.flushAll();
    connections = new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
    cache = new RedisRecordCache(connections, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    cache.close();
    connections.close();
    redis.close();
  }

  @Test
  void aCopyLiesUnderTenantAndIdForADayAtMost() {
    var callback = Callbacks.scheduled()
        .tenant(TenantId.parse("11111111-2222-4333-8444-555555555555").orElseThrow())
        .id(CallbackId.parse("0f3a5c52-0000-4000-8000-00000000000a").orElseThrow())
        .details(Callbacks.fullDetails())
        .build();

    write(callback);

    var key = "ges:{11111111-2222-4333-8444-555555555555}:cb:0f3a5c52-0000-4000-8000-00000000000a";
    assertThat(redis.keys("*")).containsExactly(key);
    assertThat(redis.get(RedisRecordCache.redisKey(callback.key())))
        .isEqualTo(CallbackCodec.encode(callback));
    assertThat(redis.pttl(key)).isBetween(86_300_000L, 86_400_000L);
    assertThat(cache.find(callback.key())).contains(CallbackCodec.bare(callback));
  }

  @Test
  void aCopyDoesNotOutliveItsRecord() {
    var callback = Callbacks.scheduled()
        .desiredAt(NOW.minus(Duration.ofDays(14)).plusSeconds(100))
        .build();
    var late = Callbacks.scheduled().desiredAt(NOW.minus(Duration.ofDays(14))).build();

    write(late);
    write(callback);

    assertThat(redis.keys("*")).hasSize(1);
    assertThat(redis.pttl(RedisRecordCache.redisKey(callback.key()))).isBetween(1L, 100_000L);
  }

  @Test
  void aCopyCostsOneCommand() {
    write(Callbacks.scheduled().build());
    redis.configResetStat();

    write(Callbacks.scheduled().build());

    assertThat(redis.info("commandstats").lines())
        .filteredOn(line -> line.startsWith("cmdstat_"))
        .filteredOn(line -> !line.matches("cmdstat_(config|keys|exists|dbsize).*"))
        .singleElement()
        .asString()
        .startsWith("cmdstat_set:calls=1,");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNewerCopyOfAnotherNodeIsKept(boolean setAnswers) {
    var builder = Callbacks.scheduled();
    var old = List.of(new RecordBuffer.Change(builder.build().key(), builder.build()));
    var newer = builder.version(1L << 32).build();
    var newest = builder.version((1L << 32) + 1).build();
    write(newer);
    var writer = new RecordWriter(connections, InstantSource.fixed(NOW), setAnswers);

    writer.write(old);
    assertThat(cache.find(newer.key())).contains(newer);

    writer.write(List.of(new RecordBuffer.Change(newest.key(), newest)));
    assertThat(cache.find(newer.key())).contains(newest);
    assertThat(redis.pttl(RedisRecordCache.redisKey(newer.key()))).isPositive();
  }

  @Test
  void racingNodesLeaveTheNewest() {
    try (var otherConnections =
            new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
        var other = new RedisRecordCache(otherConnections, InstantSource.fixed(NOW))) {
      var builders = new ArrayList<Callback>();
      for (int i = 0; i < 200; i++) {
        var builder = Callbacks.scheduled();
        builders.add(builder.version(3).build());
        (i % 2 == 0 ? cache : other).put(List.of(builder.version(3).build()));
        (i % 2 == 0 ? other : cache).put(List.of(builder.version(2).build()));
      }

      await(() -> builders.stream()
          .allMatch(newest ->
              CallbackCodec.version(redis.get(RedisRecordCache.redisKey(newest.key()))) == 3));
    }
  }

  @Test
  void aRemovedCopyIsGone() {
    var callback = Callbacks.scheduled().build();
    write(callback);

    cache.remove(List.of(callback.key()));

    assertThat(cache.find(callback.key())).isEmpty();
    await(() -> redis.dbSize() == 0);
    assertThat(cache.find(callback.key())).isEmpty();
  }

  @Test
  void anythingElseUnderTheKeyCountsAsNone() {
    var key = Callbacks.anyKey();
    redis.set(RedisRecordCache.redisKey(key), new byte[] {1, 2, 3});
    assertThat(cache.find(key)).isEmpty();

    redis.del(RedisRecordCache.redisKey(key));
    redis.lpush(RedisRecordCache.redisKey(key), new byte[] {1});
    assertThat(cache.find(key)).isEmpty();
  }

  @Test
  void whatWaitsIsWrittenWhenTheCacheIsClosed() {
    var callbacks = new ArrayList<Callback>();
    for (int i = 0; i < 2000; i++) {
      callbacks.add(Callbacks.scheduled().build());
    }
    cache.put(callbacks);

    cache.close();

    assertThat(redis.dbSize()).isEqualTo(2000);
  }

  /** Targets: at most 0.6 kB of Redis memory per callback. */
  @Test
  void aCopyIsSmall() {
    long before = usedMemory();
    var tenant = new TenantId(UUID.randomUUID());
    var callbacks = new ArrayList<Callback>();
    for (int i = 0; i < 10_000; i++) {
      callbacks.add(Callbacks.scheduled()
          .tenant(tenant)
          .e164("+15550100123")
          .attempt(
              new Callback.Progress(Callbacks.fullAttempt(), null).attempt().afterEnd())
          .build());
    }
    cache.put(callbacks);
    await(() -> redis.dbSize() == 10_000);

    long perCallback = (usedMemory() - before) / 10_000;

    assertThat(perCallback).isBetween(100L, 600L);
  }

  private long usedMemory() {
    return redis
        .info("memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length())))
        .findFirst()
        .orElseThrow();
  }

  private void write(Callback callback) {
    CallbackKey key = callback.key();
    cache.put(List.of(callback));
    if (callback.schedule().desiredTime().plus(Duration.ofDays(14)).isAfter(NOW)) {
      await(() -> redis.exists(RedisRecordCache.redisKey(key)));
    }
  }
}
