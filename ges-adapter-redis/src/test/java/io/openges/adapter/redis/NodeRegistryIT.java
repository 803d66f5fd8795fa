package io.openges.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.NodeRegistry.Node;
import io.openges.adapter.redis.NodeRegistry.Self;
import io.openges.adapter.redis.server.RedisProcess;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodeRegistryIT {

  private static final Instant NOW = Instant.parse("2031-03-04T08:00:00.001Z");

  private final RedisProcess server = RedisProcess.start();
  private final RedisConnections connections =
      new RedisConnections(RedisConfig.standalone("127.0.0.1", server.port()));
  private final MovableTime time = new MovableTime(NOW);
  private final NodeRegistry first = node("ges-0");
  private final NodeRegistry second = node("ges-1");

  @AfterEach
  void stop() {
    connections.close();
    server.close();
  }

  @Test
  void nodesLearnOfEachOther() {
    first.beat(true);
    second.beat(false);
    first.beat(true);

    assertThat(second.others()).containsExactly(seen("ges-0", true));
    assertThat(first.others()).containsExactly(seen("ges-1", false));
  }

  @Test
  void keysAndValuesAreFixed() {
    first.beat(true);

    try (var redis = server.client()) {
      assertThat(redis.keys("*")).containsExactlyInAnyOrder("ges:{nodes}", "ges:{nodes}:ges-0");
      assertThat(redis.smembers("ges:{nodes}")).containsExactly("ges-0");
      assertThat(redis.pttl("ges:{nodes}:ges-0")).isBetween(30_000L, 45_000L);
      assertThat(redis.get("ges:{nodes}:ges-0")).isEqualTo("""
              {"host":"host of ges-0","startedAt":1930377599001,"seenAt":1930377600001,\
              "postgresql":true}""");
    }
  }

  @Test
  void aNodeThatLeavesIsForgottenAtOnce() {
    first.beat(true);
    second.leave();
    first.leave();

    second.beat(true);

    assertThat(second.others()).isEmpty();
  }

  @Test
  void aNodeThatSaysNothingIsForgotten() {
    first.beat(true);
    try (var redis = server.client()) {
      redis.del("ges:{nodes}:ges-0");

      second.beat(true);

      assertThat(second.others()).isEmpty();
      assertThat(redis.smembers("ges:{nodes}")).containsExactly("ges-1");
    }
  }

  @Test
  void whatWasHeardLongAgoDoesNotCount() {
    first.beat(true);
    second.beat(true);
    server.kill();

    assertThat(second.beat(true)).isFalse();
    second.leave();
    assertThat(second.others()).hasSize(1);

    time.advance(Duration.ofMillis(45_001));
    assertThat(second.others()).isEmpty();
  }

  @Test
  void damagedEntriesArePassedOver() {
    try (var redis = server.client()) {
      redis.sadd("ges:{nodes}", "a", "b");
      redis.set("ges:{nodes}:a", "nonsense");
      redis.set("ges:{nodes}:b", "{\"seenAt\":99999999999999999999}");
    }

    assertThat(first.beat(true)).isTrue();
  }

  private NodeRegistry node(String id) {
    return new NodeRegistry(connections, self(id), time);
  }

  private static Self self(String id) {
    return new Self(id, "host of " + id, NOW.minusSeconds(1));
  }

  private static Node seen(String id, boolean postgresReachable) {
    return new Node(self(id), NOW, postgresReachable);
  }
}
