package io.openges.adapter.redis;

import static io.openges.adapter.redis.server.RedisProcess.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.redis.RedisConfig.Mode;
import io.openges.adapter.redis.RedisConfig.Server;
import io.openges.adapter.redis.server.RedisProcess;
import io.openges.domain.callback.Callback;
import io.openges.domain.queue.Limits.Window;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driven.throttle.ThrottleCounters.Counted;
import io.openges.ports.driven.throttle.ThrottleCounters.Request;
import io.openges.ports.driven.throttle.ThrottleCounters.Verdict;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.TestAuthority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RedisModesIT {

  /** Made once, for that takes longer than all tests; trusted where a test says so. */
  private static final TestAuthority AUTHORITY = new TestAuthority();

  /** Counts nothing, so that what is counted is so in Redis. */
  private static final ThrottleCounters AWAY = new ThrottleCounters() {
    @Override
    public Verdict reserve(Request request) {
      return new Verdict.Full(List.of());
    }

    @Override
    public List<Duration> look(Request request) {
      return List.of();
    }
  };

  @AfterEach
  void trustNoLonger() {
    AUTHORITY.close();
  }

  @Test
  void aClusterKeepsCopiesOfAllTenants() {
    var nodes = RedisProcess.startCluster();
    try (var connections = new RedisConnections(config(Mode.CLUSTER, null, nodes.get(0)));
        var cache = new RedisRecordCache(connections, InstantSource.fixed(Callbacks.BOOKED_AT))) {
      var callbacks =
          Stream.generate(() -> Callbacks.scheduled().build()).limit(50).toList();

      cache.put(callbacks);

      await(() -> size(nodes.get(0)) + size(nodes.get(1)) == 50);
      assertThat(size(nodes.get(0))).isBetween(1L, 49L);
      assertThat(callbacks)
          .allSatisfy(callback -> assertThat(cache.find(callback.key())).contains(callback));
      assertThat(connections.ping()).isNull();
      // each node takes some tenants, and sees the scripts with the first of them
      var counters = new RedisThrottleCounters(connections, AWAY);
      for (int i = 0; i < 20; i++) {
        assertThat(countsAndGivesBack(counters)).isTrue();
      }
    } finally {
      nodes.forEach(RedisProcess::close);
    }
  }

  @Test
  void aPromotedReplicaTakesOver() {
    try (var primary = RedisProcess.start();
        var replica = RedisProcess.start("--replicaof", "127.0.0.1 " + primary.port());
        var sentinel = RedisProcess.startSentinel(primary.port());
        var connections = new RedisConnections(config(Mode.SENTINEL, "ges", sentinel));
        var cache = new RedisRecordCache(connections, InstantSource.fixed(Callbacks.BOOKED_AT))) {
      await(() -> knowsReplica(sentinel));
      var before = Callbacks.scheduled().build();
      cache.put(List.of(before));
      await(() -> size(replica) == 1);

      primary.kill();

      var after = Callbacks.scheduled().build();
      cache.put(List.of(after));
      await(() -> size(replica) == 2);
      await(() -> found(cache, before) && found(cache, after));
      // it has seen none of the scripts
      var counters = new RedisThrottleCounters(connections, AWAY);
      await(() -> countsAndGivesBack(counters));
    }
  }

  @Test
  void aServerIsSpokenToInPrivateIfItsCertificateIsTrusted() {
    int port = RedisProcess.freePort();
    try (var server = RedisProcess.start(AUTHORITY.redisOptions(port).toArray(String[]::new))) {
      assertThat(server.port()).isNotEqualTo(port);
      try (var connections = new RedisConnections(encrypted(port))) {
        assertThat(connections.ping()).contains("certification path");
      }
      AUTHORITY.trust();
      try (var connections = new RedisConnections(encrypted(port))) {
        assertThat(connections.ping()).isNull();
      }
    }
  }

  @Test
  void sentinelsAndTheirPrimaryAreSpokenToInPrivate() {
    int port = RedisProcess.freePort();
    int sentinelPort = RedisProcess.freePort();
    // a sentinel connects to whom it watches as it would replicate
    var secured = new ArrayList<>(AUTHORITY.redisOptions(sentinelPort));
    secured.addAll(List.of("--tls-replication", "yes"));
    AUTHORITY.trust();
    try (var primary = RedisProcess.start(AUTHORITY.redisOptions(port).toArray(String[]::new));
        var sentinel = RedisProcess.startSentinel(port, secured.toArray(String[]::new));
        var connections = new RedisConnections(encrypted(Mode.SENTINEL, "ges", sentinelPort));
        var cache = new RedisRecordCache(connections, InstantSource.fixed(Callbacks.BOOKED_AT))) {
      assertThat(sentinel.port()).isNotEqualTo(sentinelPort);

      cache.put(List.of(Callbacks.scheduled().build()));

      await(() -> size(primary) == 1);
      assertThat(connections.ping()).isNull();
    }
  }

  @Test
  void allNodesOfAClusterAreSpokenToInPrivate() {
    int port = RedisProcess.freePort();
    int other = RedisProcess.freePort();
    var nodes = RedisProcess.startCluster(AUTHORITY, port, other);
    AUTHORITY.trust();
    try (var connections = new RedisConnections(encrypted(Mode.CLUSTER, null, port));
        var cache = new RedisRecordCache(connections, InstantSource.fixed(Callbacks.BOOKED_AT))) {
      cache.put(Stream.generate(() -> Callbacks.scheduled().build()).limit(50).toList());

      await(() -> size(nodes.get(0)) + size(nodes.get(1)) == 50);
      assertThat(size(nodes.get(0))).isBetween(1L, 49L);
    } finally {
      nodes.forEach(RedisProcess::close);
    }
  }

  @Test
  void aWrongPasswordIsNamedAsSuchAndNotTold() {
    try (var server = RedisProcess.start();
        var admin = server.client()) {
      admin.configSet("requirepass", "right-horse");
      var one = List.of(new Server("127.0.0.1", server.port()));
      for (var password : List.of("right-horse", "wrong-staple")) {
        var config = new RedisConfig(Mode.STANDALONE, one, null, password, false);
        try (var connections = new RedisConnections(config)) {
          var wrong = connections.ping();

          if (password.startsWith("right")) {
            assertThat(wrong).isNull();
          } else {
            assertThat(wrong).contains("WRONGPASS").doesNotContain(password);
          }
        }
      }
    }
  }

  /**
   * Says whether Redis lets one booking pass, a second one not, and it does when it is released.
   */
  private static boolean countsAndGivesBack(ThrottleCounters counters) {
    var tenant = Callbacks.anyTenant();
    var windows =
        List.of(new Counted("number", Window.of(1, 60)), new Counted("service", Window.of(1, 600)));
    var first = new Request(tenant, windows, "twin", Callbacks.BOOKED_AT);
    var second = new Request(tenant, windows, null, Callbacks.BOOKED_AT);
    if (counters.reserve(first) instanceof Verdict.Reserved reserved
        && !counters.look(second).contains(Duration.ZERO)
        && counters.reserve(second) instanceof Verdict.Full) {
      reserved.reservation().release();
      return counters.reserve(second) instanceof Verdict.Reserved;
    }
    return false;
  }

  private static RedisConfig encrypted(int port) {
    return encrypted(Mode.STANDALONE, null, port);
  }

  private static RedisConfig encrypted(Mode mode, @Nullable String name, int port) {
    return new RedisConfig(mode, List.of(new Server("127.0.0.1", port)), name, null, true);
  }

  private static boolean found(RedisRecordCache cache, Callback callback) {
    return cache.find(callback.key()).isPresent();
  }

  private static boolean knowsReplica(RedisProcess sentinel) {
    try (var client = sentinel.client()) {
      return client.sentinelReplicas("ges").size() == 1;
    }
  }

  private static long size(RedisProcess server) {
    try (var client = server.client()) {
      return client.dbSize();
    }
  }

  private static RedisConfig config(Mode mode, @Nullable String name, RedisProcess server) {
    return new RedisConfig(
        mode, List.of(new Server("127.0.0.1", server.port())), name, null, false);
  }
}
