package io.openges.adapter.redis;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where GES's own Redis is (specification 20). Immutable and thread-safe.
 *
 * @param mode how its servers belong together
 * @param servers the server, the sentinels, or some nodes of the cluster; at least one
 * @param primaryName what the sentinels call the primary, null unless there are sentinels
 * @param password null if it asks for none
 * @param secure whether connections are encrypted and certificates verified
 */
public record RedisConfig(
    Mode mode,
    List<Server> servers,
    @Nullable String primaryName,
    @Nullable String password,
    boolean secure) {

  /**
   * Checks that there is a server, and a name where there are sentinels.
   *
   * @throws IllegalArgumentException if not
   */
  public RedisConfig {
    requireNonNull(mode, "mode");
    servers = List.copyOf(servers);
    if (servers.isEmpty() || (mode == Mode.SENTINEL) != (primaryName != null)) {
      throw new IllegalArgumentException(mode + " with " + servers + ", primary " + primaryName);
    }
  }

  /** Returns a single server without a password, not encrypted. */
  public static RedisConfig standalone(String host, int port) {
    return new RedisConfig(Mode.STANDALONE, List.of(new Server(host, port)), null, null, false);
  }

  /** Returns everything but the password. */
  @Override
  public String toString() {
    return mode + " " + servers;
  }

  /**
   * An address. Immutable and thread-safe.
   *
   * @param host name or address
   * @param port TCP port, 1 to 65535
   */
  public record Server(String host, int port) {

    /** Checks that there is a host. */
    public Server {
      requireNonNull(host, "host");
    }

    /** Returns host and port with a colon between. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** How Redis servers belong together. */
  public enum Mode {
    /** One server. */
    STANDALONE,
    /** A primary that sentinels tell of. */
    SENTINEL,
    /** A Redis Cluster. */
    CLUSTER
  }
}
