package io.openges.adapter.redis;

import static io.openges.adapter.redis.server.RedisProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.server.RedisProcess;
import io.openges.domain.callback.Callback;
import io.openges.ports.testing.Callbacks;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisOutageIT {

  private final RedisProcess server = RedisProcess.start();
  private final RedisConnections connections =
      new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
  private final RedisRecordCache cache = new RedisRecordCache(
      connections,
      new RecordWriter(connections, InstantSource.fixed(Callbacks.BOOKED_AT), true),
      100);

  @AfterEach
  void stop() {
    cache.close();
    connections.close();
    server.close();
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenWhenRedisIsBack() {
    cache.put(List.of(Callbacks.scheduled().build()));
    await(() -> size() == 1);
    server.kill();
    var meanwhile = Callbacks.scheduled().build();
    cache.put(List.of(meanwhile));
    assertThat(connections.ping()).isNotNull();

    server.restart();

    await(() -> size() == 1);
    await(() -> cache.find(meanwhile.key()).isPresent());
    assertThat(connections.ping()).isNull();
  }

  @Test
  void nobodyHearsThatRedisIsAway() {
    server.kill();
    var callbacks = callbacks(50);

    cache.put(callbacks);
    cache.remove(List.of(Callbacks.anyKey()));

    for (int i = 0; i < 100; i++) {
      assertThat(cache.find(Callbacks.anyKey())).isEmpty();
    }
  }

  @Test
  void nobodyWaitsForARedisThatDoesNotAnswer() {
    var written = Callbacks.scheduled().build();
    cache.put(List.of(written));
    await(() -> size() == 1);
    server.pause();

    for (int i = 0; i < 1000; i++) {
      assertThat(cache.find(written.key())).isEmpty();
      cache.put(callbacks(1));
    }

    server.resume();
    await(() -> cache.find(written.key()).isPresent());
  }

  @Test
  void whatWaitsInVainIsBounded() {
    server.kill();

    cache.put(callbacks(5000));

    assertThat(cache.dropped()).isBetween(4000L, 4900L);
    server.restart();
    await(() -> size() >= 100);
  }

  @Test
  void aForgottenCopyIsWrittenByTheNextChange() {
    var builder = Callbacks.scheduled();
    var first = builder.build();
    cache.put(List.of(first));
    await(() -> size() == 1);
    server.restart();
    assertThat(cache.find(first.key())).isEmpty();

    cache.put(List.of(builder.version(2).build()));

    await(() -> size() == 1);
  }

  private static List<Callback> callbacks(int count) {
    return Stream.generate(() -> Callbacks.scheduled().build()).limit(count).toList();
  }

  private long size() {
    try (var client = server.client()) {
      return client.dbSize();
    }
  }
}
