package io.openges.adapter.redis.server;

import io.openges.ports.testing.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.RedisExecProvider;

/** A real Redis server on a free loopback port that can be paused, killed and started again. */
public final class RedisProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(40);

  private final int port = freePort();
  private final List<String> options;
  private Process process;

  private RedisProcess(List<String> options) {
    this.options = options;
    this.process = launch();
  }

  /** Starts a server. */
  public static RedisProcess start(String... options) {
    var all = new ArrayList<>(List.of("--save", ""));
    all.addAll(List.of(options));
    return new RedisProcess(all);
  }

  /**
   * Starts a sentinel that watches a primary called {@code ges} and decides alone.
   *
   * @param more options as on a command line, each with its value
   */
  public static RedisProcess startSentinel(int primaryPort, String... more) {
    var lines = new ArrayList<>(List.of(
        "sentinel monitor ges 127.0.0.1 " + primaryPort + " 1",
        "sentinel down-after-milliseconds ges 500",
        "sentinel failover-timeout ges 2000"));
    for (int i = 0; i < more.length; i += 2) {
      lines.add(more[i].substring(2) + " " + more[i + 1]);
    }
    return new RedisProcess(lines);
  }

  /** Starts two servers as a Redis Cluster, each with half of the slots. */
  public static List<RedisProcess> startCluster() {
    var first = start("--cluster-enabled", "yes");
    var second = start("--cluster-enabled", "yes");
    return join(first, second, second.port());
  }

  /** Starts such a cluster whose servers speak TLS, also with each other, on these two ports. */
  public static List<RedisProcess> startCluster(TestAuthority authority, int port, int other) {
    return join(startEncrypted(authority, port), startEncrypted(authority, other), other);
  }

  private static RedisProcess startEncrypted(TestAuthority authority, int port) {
    var options = new ArrayList<>(authority.redisOptions(port));
    options.addAll(List.of("--cluster-enabled", "yes", "--tls-cluster", "yes"));
    return start(options.toArray(String[]::new));
  }

  private static List<RedisProcess> join(RedisProcess first, RedisProcess second, int meetAt) {
    try (var one = first.client();
        var two = second.client()) {
      one.clusterAddSlotsRange(0, 8191);
      two.clusterAddSlotsRange(8192, 16383);
      one.clusterMeet("127.0.0.1", meetAt);
      await(() -> one.clusterInfo().contains("cluster_state:ok")
          && two.clusterInfo().contains("cluster_state:ok")
          && one.clusterInfo().contains("cluster_known_nodes:2"));
    }
    return List.of(first, second);
  }

  /** Returns the port, the same over restarts. */
  public int port() {
    return port;
  }

  /** Connects to the server, past the code under test. */
  public Jedis client() {
    return new Jedis("127.0.0.1", port, 20_000);
  }

  /** Stops the server's clock: connections stand, nothing answers. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets a paused server go on. */
  public void resume() {
    signal("-CONT");
  }

  /** Ends the server at once; everything in it is lost. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts the server again, empty, on the same port. */
  public void restart() {
    kill();
    process = launch();
  }

  /** Ends the server. */
  @Override
  public void close() {
    kill();
  }

  private Process launch() {
    try {
      Path home = Files.createTempDirectory("ges-redis");
      var command = new ArrayList<String>();
      command.add(RedisExecProvider.defaultProvider().get().getAbsolutePath());
      command.addAll(arguments(home));
      var started = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(home.resolve("log").toFile())
          .start();
      await(() -> {
        try (var client = client()) {
          return client.ping().equals("PONG");
        }
      });
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> arguments(Path home) throws IOException {
    if (options.get(0).startsWith("sentinel ")) {
      var lines = new ArrayList<>(options);
      lines.add("port " + port);
      lines.add("bind 127.0.0.1");
      lines.add("dir " + home);
      var file = Files.write(home.resolve("sentinel.conf"), lines);
      return List.of(file.toString(), "--sentinel");
    }
    var arguments = new ArrayList<>(options);
    arguments.addAll(List.of(
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        home.toString(),
        "--repl-diskless-sync-delay",
        "0"));
    return arguments;
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill " + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks again and again until the answer is yes. */
  public static void await(BooleanSupplier question) {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try {
        if (question.getAsBoolean()) {
          return;
        }
      } catch (JedisException notYet) {
        // Asked again below.
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within " + START_LIMIT);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Returns a port that nobody listens on. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // The bus of a cluster node listens 10,000 ports higher.
      int port = socket.getLocalPort();
      return port > 55_000 ? port - 20_000 : port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
