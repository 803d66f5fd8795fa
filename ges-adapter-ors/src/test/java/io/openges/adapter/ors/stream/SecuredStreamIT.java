package io.openges.adapter.ors.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openges.adapter.ors.redis.RedisProcess;
import io.openges.adapter.ors.stream.StreamConfig.Mode;
import io.openges.adapter.ors.stream.StreamConfig.Tls;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import io.openges.ports.testing.TestAuthority;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Passwords, rights and certificates of the voice platform's Redis (specification 20). */
@Timeout(120)
class SecuredStreamIT {

  private static final String STREAM = "NewCallbackStream";
  private static final String RIGHT = "right-horse";
  private static final String WRONG = "wrong-staple";

  /** Made once, for that takes longer than all tests; trusted where a test says so. */
  private static final TestAuthority AUTHORITY = new TestAuthority();

  @AfterEach
  void trustNoLonger() {
    AUTHORITY.close();
  }

  @Test
  void theRightPasswordOpensAndAWrongOneIsNamedAsSuch() {
    try (var server = RedisProcess.start()) {
      protect(server);
      var nodes = List.of(node(server.port()));

      assertThat(written(new StreamConfig.Server(Mode.STANDALONE, nodes, null, RIGHT, Tls.OFF)))
          .isTrue();
      assertRefused(server(Mode.STANDALONE, nodes, WRONG), "WRONGPASS");
      assertRefused(server(Mode.STANDALONE, nodes, null), "NOAUTH");
    }
  }

  @Test
  void aClusterRefusesAWrongPasswordInTheSameWords() {
    var servers = RedisProcess.startCluster();
    try {
      servers.forEach(SecuredStreamIT::protect);
      var nodes = servers.stream().map(one -> node(one.port())).toList();

      assertThat(written(server(Mode.CLUSTER, nodes, RIGHT))).isTrue();
      assertRefused(server(Mode.CLUSTER, nodes, WRONG), "WRONGPASS");
      assertRefused(server(Mode.CLUSTER, nodes, null), "NOAUTH");
    } finally {
      servers.forEach(RedisProcess::close);
    }
  }

  @Test
  void aPrimaryBehindSentinelsRefusesAWrongPasswordInTheSameWords() {
    try (var primary = RedisProcess.start();
        var sentinel = RedisProcess.startSentinel(primary.port(), 1)) {
      protect(primary);
      var nodes = List.of(node(sentinel.port()));

      assertThat(written(server(Mode.SENTINEL, nodes, RIGHT))).isTrue();
      assertRefused(server(Mode.SENTINEL, nodes, WRONG), "WRONGPASS");
    }
  }

  @Test
  void aUserWithoutTheRightToWriteIsNamedAsSuch() {
    try (var server = RedisProcess.start();
        var admin = server.client()) {
      admin.aclSetUser("default", "-@all", "+ping", "+hello", "+acl");
      try (var submission = open(server(Mode.STANDALONE, List.of(node(server.port())), null))) {
        var refused = catchThrowableOfType(
            DependencyUnavailableException.class,
            () -> submission.submit(List.of(Examples.plain())));

        assertThat(text(refused)).contains("NOPERM");
      }
    }
  }

  @Test
  void aCertificateOfATrustedAuthorityIsAccepted() {
    int port = RedisProcess.freePort();
    try (var server = secured(port)) {
      AUTHORITY.trust();

      assertThat(written(encrypted("127.0.0.1", port, Tls.VERIFIED))).isTrue();
      assertRefused(encrypted("localhost", port, Tls.VERIFIED), "localhost");
      try (var redis = server.client()) {
        assertThat(redis.xlen(STREAM)).isOne();
      }
    }
  }

  @Test
  void anUnknownCertificateIsAcceptedOnlyUnverified() {
    int port = RedisProcess.freePort();
    try (var server = secured(port)) {
      assertRefused(encrypted("127.0.0.1", port, Tls.VERIFIED), "PKIX");
      assertThat(written(encrypted("127.0.0.1", port, Tls.UNVERIFIED))).isTrue();
      assertRefused(encrypted("127.0.0.1", server.port(), Tls.UNVERIFIED), "SSL");
    }
  }

  @Test
  void sentinelsAndTheirPrimarySpeakTls() {
    int port = RedisProcess.freePort();
    int sentinelPort = RedisProcess.freePort();
    try (var primary = secured(port);
        var sentinel = RedisProcess.startSentinel(port, 1, replicating(sentinelPort))) {
      assertThat(sentinel.port()).isNotEqualTo(sentinelPort);
      AUTHORITY.trust();
      var server = new StreamConfig.Server(
          Mode.SENTINEL, List.of(node(sentinelPort)), "voice", null, Tls.VERIFIED);

      assertThat(written(server)).isTrue();
      try (var redis = primary.client()) {
        assertThat(redis.xlen(STREAM)).isOne();
      }
    }
  }

  /** A sentinel connects to whom it watches as it would replicate. */
  private static String[] replicating(int port) {
    var options = new ArrayList<>(AUTHORITY.redisOptions(port));
    options.addAll(List.of("--tls-replication", "yes"));
    return options.toArray(String[]::new);
  }

  @Test
  void allNodesOfAClusterSpeakTls() {
    int port = RedisProcess.freePort();
    int other = RedisProcess.freePort();
    var servers = RedisProcess.startCluster(AUTHORITY, port, other);
    try {
      AUTHORITY.trust();
      for (int any : new int[] {port, other}) {
        var server =
            new StreamConfig.Server(Mode.CLUSTER, List.of(node(any)), null, null, Tls.VERIFIED);
        try (var submission = open(server)) {
          submission.ping();
          submission.submit(List.of(Examples.plain(Examples.KEY, any)));
        }
      }

      try (var redis = servers.get(holderOf(STREAM)).client()) {
        assertThat(redis.xlen(STREAM)).as("whichever node was named").isEqualTo(2);
      }
    } finally {
      servers.forEach(RedisProcess::close);
    }
  }

  private static int holderOf(String stream) {
    return JedisClusterCRC16.getSlot(stream) < 8192 ? 0 : 1;
  }

  private static RedisProcess secured(int port) {
    return RedisProcess.start(AUTHORITY.redisOptions(port).toArray(String[]::new));
  }

  private static void protect(RedisProcess server) {
    try (var admin = server.client()) {
      admin.configSet("requirepass", RIGHT);
    }
  }

  private static boolean written(StreamConfig.Server server) {
    try (var submission = open(server)) {
      submission.ping();
      var result = submission.submit(List.of(Examples.plain())).get(0);
      return ((Result.Written) result).first();
    }
  }

  /** What is told has to say why, and must not hold the password. */
  private static void assertRefused(StreamConfig.Server server, String why) {
    try (var submission = open(server)) {
      var refused = catchThrowableOfType(DependencyUnavailableException.class, submission::ping);

      assertThat(refused).isNotNull();
      assertThat(refused.dependency()).isEqualTo(Dependency.ORS_REDIS);
      assertThat(text(refused)).contains(why).doesNotContain(WRONG);
      assertThat(server.toString()).doesNotContain(WRONG);
    }
  }

  private static String text(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static StreamCallSubmission open(StreamConfig.Server server) {
    return new StreamCallSubmission(Examples.config(server, STREAM, 1000));
  }

  private static StreamConfig.Server server(
      Mode mode, List<StreamConfig.Node> nodes, @Nullable String password) {
    return new StreamConfig.Server(
        mode, nodes, mode == Mode.SENTINEL ? "voice" : null, password, Tls.OFF);
  }

  private static StreamConfig.Server encrypted(String host, int port, Tls tls) {
    return new StreamConfig.Server(
        Mode.STANDALONE, List.of(new StreamConfig.Node(host, port)), null, null, tls);
  }

  private static StreamConfig.Node node(int port) {
    return new StreamConfig.Node("127.0.0.1", port);
  }
}
