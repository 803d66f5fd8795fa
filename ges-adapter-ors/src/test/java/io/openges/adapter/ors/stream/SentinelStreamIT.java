package io.openges.adapter.ors.stream;

import static io.openges.adapter.ors.redis.RedisProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.redis.RedisProcess;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SentinelStreamIT {

  private static final String STREAM = "NewCallbackStream";

  private final RedisProcess primary = RedisProcess.start();
  private final RedisProcess replica =
      RedisProcess.start("--replicaof", "127.0.0.1 " + primary.port());
  private final List<RedisProcess> sentinels = Stream.generate(
          () -> RedisProcess.startSentinel(primary.port(), 2))
      .limit(3)
      .toList();
  private final StreamCallSubmission submission = new StreamCallSubmission(
      Examples.config(server(), STREAM, 1000),
      (tenant, queue) -> List.of(),
      new VoiceConnections.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1)));

  @AfterEach
  void stop() {
    submission.close();
    sentinels.forEach(RedisProcess::close);
    replica.close();
    primary.close();
  }

  @Test
  void submissionsGoOnAtThePromotedReplica() {
    await(this::allKnowEachOther);
    await(() -> isWritten(1));
    await(() -> entries(replica) == 1);

    primary.kill();
    await(() -> isWritten(2));

    // connections to the dead server may go on failing for a moment
    await(() -> isWritten(1));
    assertThat(submit(1).first()).as("the fence went along").isFalse();
    assertThat(submit(2).first()).isFalse();
    assertThat(entries(replica)).isEqualTo(2);
    submission.ping();
  }

  @Test
  void aSentinelThatIsGoneIsNotMissed() {
    await(this::allKnowEachOther);
    sentinels.get(0).kill();

    await(() -> isWritten(1));
    assertThat(entries(primary)).isOne();
  }

  @Test
  void aPrimaryThatBecameAReplicaIsLeft() {
    await(this::allKnowEachOther);
    await(() -> isWritten(1));
    await(() -> entries(replica) == 1);

    try (var sentinel = sentinels.get(0).client()) {
      sentinel.sentinelFailover("voice");
    }
    // what a primary takes before it is told that it is a replica is lost, as with any failover
    await(() -> isPrimary(replica) && !isPrimary(primary));
    await(() -> isWritten(2));

    assertThat(entries(replica)).isEqualTo(2);
  }

  private boolean isWritten(int attempt) {
    try {
      submit(attempt);
      return true;
    } catch (DependencyUnavailableException notYet) {
      return false;
    }
  }

  private Result.Written submit(int attempt) {
    return (Result.Written)
        submission.submit(List.of(Examples.plain(Examples.KEY, attempt))).get(0);
  }

  private boolean allKnowEachOther() {
    return sentinels.stream().allMatch(sentinel -> {
      try (var client = sentinel.client()) {
        return client.sentinelReplicas("voice").size() == 1
            && client.sentinelSentinels("voice").size() == 2;
      }
    });
  }

  private static boolean isPrimary(RedisProcess server) {
    try (var client = server.client()) {
      return client.info("replication").contains("role:master");
    }
  }

  private static long entries(RedisProcess server) {
    try (var client = server.client()) {
      return client.xlen(STREAM);
    }
  }

  private StreamConfig.Server server() {
    var nodes = sentinels.stream()
        .map(sentinel -> new StreamConfig.Node("127.0.0.1", sentinel.port()))
        .toList();
    return new StreamConfig.Server(
        StreamConfig.Mode.SENTINEL, nodes, "voice", null, StreamConfig.Tls.OFF);
  }
}
