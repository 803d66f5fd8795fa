package io.openges.adapter.redis;

import static io.openges.adapter.redis.server.RedisProcess.await;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.ports.contract.RecordCacheContract;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.testing.Callbacks;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

@NullUnmarked
class RecordCacheContractIT extends RecordCacheContract {

  private static RedisProcess server;
  private static RedisConnections connections;
  private static RedisRecordCache cache;

  @BeforeAll
  static void open() {
    server = RedisProcess.start();
    connections = new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
    cache = new RedisRecordCache(connections, InstantSource.fixed(Callbacks.BOOKED_AT));
  }

  @AfterAll
  static void close() {
    cache.close();
    connections.close();
    server.close();
  }

  @Override
  protected RecordCache cache() {
    return cache;
  }

  /** Changes are written in their order: when the last is there, all are. */
  @Override
  protected void settle() {
    var last = Callbacks.scheduled().build();
    cache.put(List.of(last));
    try (var redis = server.client()) {
      await(() -> redis.exists(RedisRecordCache.redisKey(last.key())));
    }
  }
}
