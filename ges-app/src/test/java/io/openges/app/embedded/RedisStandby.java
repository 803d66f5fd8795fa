package io.openges.app.embedded;

import io.openges.app.installation.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A replica of a Redis, and a sentinel that promotes it once the Redis is gone. Safe for use by
 * many threads at once.
 */
public final class RedisStandby implements AutoCloseable {

  /** What the sentinel calls the primary. */
  public static final String NAME = "voice";

  private final EmbeddedRedis primary;
  private final EmbeddedRedis replica;
  private final LoopbackServer sentinel;

  private RedisStandby(EmbeddedRedis primary, Path directory) {
    this.primary = primary;
    this.replica = TestBinaries.redis(directory.resolve("standby"), Durability.CACHE);
    this.sentinel = new LoopbackServer("Sentinel", recipe(directory.resolve("sentinel"), primary));
  }

  /**
   * Starts both; they stand by on return.
   *
   * @param directory takes their files
   */
  public static RedisStandby of(EmbeddedRedis primary, Path directory) {
    var standby = new RedisStandby(primary, directory);
    try {
      standby.follow();
      standby.sentinel.start();
      Eventually.holds("the sentinel knows the replica", standby::isKnown);
      return standby;
    } catch (RuntimeException | Error e) {
      standby.close();
      throw e;
    }
  }

  private void follow() {
    try (var leader = RedisConnections.connect(primary.port(), primary.password());
        var follower = RedisConnections.connect(replica.port(), replica.password())) {
      leader.configSet("repl-diskless-sync-delay", "0");
      follower.configSet("masterauth", primary.password());
      // clients have one password for whoever is primary
      follower.configSet("requirepass", primary.password());
      follower.replicaof(primary.host(), primary.port());
      Eventually.holds(
          "the replica follows",
          () -> leader.info("replication").contains("state=online")
              && follower.info("replication").contains("master_link_status:up"));
    }
  }

  private boolean isKnown() {
    try (var jedis = new Jedis("127.0.0.1", sentinel.port())) {
      return jedis.sentinelReplicas(NAME).size() == 1;
    } catch (JedisException notYet) {
      return false;
    }
  }

  /** Returns host and port of the sentinel. */
  public String sentinel() {
    return "127.0.0.1:" + sentinel.port();
  }

  /** Returns the port of the replica, whose password is that of the primary. */
  public int port() {
    return replica.port();
  }

  /** Returns when the replica has a stream of this many entries. */
  public void awaitEntries(String stream, long count) {
    try (var jedis = RedisConnections.connect(replica.port(), primary.password())) {
      Eventually.holds("entries of the replica", () -> jedis.xlen(stream) == count);
    }
  }

  /** Parts the replica from the primary: what the primary takes from now on is there alone. */
  public void part() {
    try (var jedis = RedisConnections.connect(replica.port(), primary.password())) {
      jedis.configSet("masterauth", "of-another");
      jedis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "master");
      Eventually.holds(
          "the replica is parted",
          () -> jedis.info("replication").contains("master_link_status:down"));
    }
  }

  /** Ends the primary by SIGKILL and returns when the replica has taken over. */
  public void takeOver() {
    primary.kill();
    Eventually.holds("the replica is promoted", this::isPromoted);
  }

  /** The sentinel drops all clients of whom it promotes. */
  private boolean isPromoted() {
    try (var jedis = RedisConnections.connect(replica.port(), primary.password())) {
      return jedis.info("replication").contains("role:master");
    } catch (JedisException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    sentinel.stop();
    replica.close();
  }

  private static RedisRecipe recipe(Path home, EmbeddedRedis primary) {
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot write to " + home, e);
    }
    var programs = BinaryPackage.redis().installIn(TestBinaries.DIRECTORY);
    return new RedisRecipe(
        home,
        "sentinel",
        new RedisRecipe.Command(programs, List.of("--sentinel")),
        null,
        List.of(
            "dir " + home,
            "sentinel monitor " + NAME + " 127.0.0.1 " + primary.port() + " 1",
            "sentinel auth-pass " + NAME + " " + primary.password(),
            // ten times as long a replica may have been parted and is still promoted
            "sentinel down-after-milliseconds " + NAME + " 3000",
            "sentinel failover-timeout " + NAME + " 2000"));
  }
}
