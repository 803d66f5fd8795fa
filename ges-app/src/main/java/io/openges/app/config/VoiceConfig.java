package io.openges.app.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the voice platform is. Immutable and thread-safe.
 *
 * @param redis the Redis that holds the stream
 * @param stream the stream of new callbacks
 * @param orsNodes orchestration servers by region; none means no diagnostics and no proof
 * @param urs the routing servers
 */
public record VoiceConfig(
    Redis redis, Stream stream, Map<String, List<Address>> orsNodes, Routing urs) {

  /** The usual name of the stream. */
  public static final String STREAM = "NewCallbackStream";

  /** The usual bound on the length of the stream. */
  public static final int MAX_LENGTH = 1_000_000;

  /** The usual name of the tenant in the routing servers. */
  public static final String URS_TENANT = "Environment";

  /** Copies the map. */
  public VoiceConfig {
    orsNodes = Map.copyOf(orsNodes);
  }

  /**
   * The Redis that holds the stream.
   *
   * @param server where it, or a node of its cluster, listens
   * @param cluster whether it is a Redis Cluster
   * @param password null if none is asked for
   * @param tls null if TLS is not spoken
   */
  public record Redis(
      Address server,
      boolean cluster,
      @Nullable Secret password,
      @Nullable Tls tls) {}

  /**
   * How TLS is spoken.
   *
   * @param verify whether the server's certificate must be right
   */
  public record Tls(boolean verify) {}

  /**
   * The stream.
   *
   * @param name its key
   * @param maxLength about how many entries are kept, 0 to keep all
   */
  public record Stream(String name, int maxLength) {}

  /**
   * The routing servers.
   *
   * @param nodes by region, the primary first and the backup, if any, second
   * @param tenant the tenant's name there; may hold {@code {ccid}}
   */
  public record Routing(Map<String, List<String>> nodes, String tenant) {

    /** Copies the map. */
    public Routing {
      nodes = Map.copyOf(nodes);
    }
  }
}
