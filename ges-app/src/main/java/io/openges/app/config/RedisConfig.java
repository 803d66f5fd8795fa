package io.openges.app.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which Redis is GES's own. Immutable and thread-safe.
 *
 * @param mode how its servers stand together
 * @param servers where they listen, one or more; with {@link Mode#SENTINEL} the sentinels
 * @param masterName name of the primary that sentinels know; of no use in other modes
 * @param secure whether to speak TLS
 * @param password null if none is asked for
 */
public record RedisConfig(
    Mode mode,
    List<Address> servers,
    String masterName,
    boolean secure,
    @Nullable Secret password) {

  /** What sentinels call the primary unless told otherwise. */
  static final String PRIMARY = "mymaster";

  /** The port of sentinels unless told otherwise. */
  static final int SENTINEL_PORT = 26_379;

  private static final int PORT = 6379;

  /** Copies the list. */
  public RedisConfig {
    servers = List.copyOf(servers);
  }

  /** Returns null if GES is to run without Redis. */
  static @Nullable RedisConfig read(Values values) {
    var mode = values.choice("REDIS_MODE", Mode.STANDALONE);
    int port = values.whole("REDIS_PORT", PORT, 1, 65_535);
    boolean secure = values.flag("REDIS_SECURE", false);
    var password = values.secret("REDIS-CACHEKEY");
    values.accept("REDIS_SENTINELS", "REDIS_SENTINEL_MASTER");
    if (values.text("REDIS_HOST") == null && mode != Mode.SENTINEL) {
      values.ignore("REDIS_HOST is not set", "REDIS_PORT", "REDIS_SECURE", "REDIS_CACHEKEY");
      return null;
    }
    return new RedisConfig(
        mode,
        servers(values, mode, port),
        values.textOr("REDIS_SENTINEL_MASTER", PRIMARY),
        secure,
        password);
  }

  private static List<Address> servers(Values values, Mode mode, int port) {
    boolean sentinel = mode == Mode.SENTINEL;
    var name = sentinel ? "REDIS_SENTINELS" : "REDIS_HOST";
    var servers = addresses(values, name, sentinel ? SENTINEL_PORT : port);
    if (values.list(name, "").isEmpty()) {
      values.error(name, "is required with REDIS_MODE=" + mode);
    }
    return servers;
  }

  /** Returns the addresses that a variable lists, noting what is none. */
  static List<Address> addresses(Values values, String name, int defaultPort) {
    List<Address> addresses = new ArrayList<>();
    for (var text : values.list(name, "")) {
      Address.parse(text, defaultPort)
          .ifPresentOrElse(
              addresses::add,
              () -> values.error(
                  name, "must list host or host:port, not " + Credentials.hiddenInMalformed(text)));
    }
    return addresses;
  }

  /** How the servers stand together. */
  public enum Mode {
    /** One server, or a name that always leads to the primary. */
    STANDALONE,
    /** A primary with replicas, found through sentinels. */
    SENTINEL,
    /** Redis Cluster. */
    CLUSTER
  }
}
