package io.openges.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

class EmbeddedRedisIT {

  @TempDir
  private Path directory;

  @ParameterizedTest
  @EnumSource
  void onlyKeptDataOutliveSigkill(Durability durability) {
    try (EmbeddedRedis redis = TestBinaries.redis(directory, durability)) {
      int port = redis.port();
      try (Jedis client = connect(redis)) {
        client.set("key", "value");
      }

      redis.kill();
      assertThat(redis.isRunning()).isFalse();
      redis.restart();

      assertThat(redis.port()).isEqualTo(port);
      try (Jedis client = connect(redis)) {
        assertThat(client.exists("key")).isEqualTo(durability == Durability.KEPT);
      }
    }
  }

  @Test
  void keptDataOutliveStopAndStart() {
    try (EmbeddedRedis first = TestBinaries.redis(directory, Durability.KEPT);
        Jedis client = connect(first)) {
      client.set("key", "value");
    }

    try (EmbeddedRedis second = TestBinaries.redis(directory, Durability.KEPT);
        Jedis client = connect(second)) {
      assertThat(client.get("key")).isEqualTo("value");
    }
  }

  @Test
  void clientWithoutPasswordIsRefusedAndNothingIsEvicted() {
    try (EmbeddedRedis redis = TestBinaries.redis(directory, Durability.CACHE);
        Jedis stranger = new Jedis(redis.host(), redis.port());
        Jedis client = connect(redis)) {
      assertThatThrownBy(stranger::dbSize)
          .isInstanceOf(JedisDataException.class)
          .hasMessageContaining("NOAUTH");
      assertThat(client.configGet("maxmemory-policy")).containsValue("noeviction");
    }
  }

  @Test
  void secondServerOnTheSameDirectoryIsRefused() {
    try (EmbeddedRedis first = TestBinaries.redis(directory, Durability.KEPT)) {
      assertThatThrownBy(() -> TestBinaries.redis(directory, Durability.KEPT))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("is in use by another running GES");
      assertThat(first.isRunning()).isTrue();
    }
  }

  private static Jedis connect(EmbeddedRedis redis) {
    Jedis client = new Jedis(redis.host(), redis.port());
    client.auth(redis.password());
    return client;
  }
}
