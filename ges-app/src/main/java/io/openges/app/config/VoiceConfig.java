package io.openges.app.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  /** Copies the map, whose order is that in which regions are tried. */
  public VoiceConfig {
    orsNodes = Collections.unmodifiableMap(new LinkedHashMap<>(orsNodes));
  }

  /** Returns the regions that have a server, in the order in which they are listed. */
  public List<String> regions() {
    var regions = new LinkedHashSet<>(orsNodes.keySet());
    urs.nodes().forEach(node -> regions.add(node.region()));
    return List.copyOf(regions);
  }

  /**
   * The Redis that holds the stream.
   *
   * @param mode how its servers stand together
   * @param servers where it, its sentinels, or a node of its cluster listen; one or more
   * @param primaryName what the sentinels call the primary; of no use in other modes
   * @param password null if none is asked for
   * @param tls null if TLS is not spoken
   */
  public record Redis(
      RedisConfig.Mode mode,
      List<Address> servers,
      String primaryName,
      @Nullable Secret password,
      @Nullable Tls tls) {

    /** Copies the list. */
    public Redis {
      servers = List.copyOf(servers);
    }

    /** Returns a single server. */
    public static Redis standalone(Address server, @Nullable Secret password) {
      return new Redis(
          RedisConfig.Mode.STANDALONE, List.of(server), RedisConfig.PRIMARY, password, null);
    }
  }

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
   * @param nodes in the order in which they are listed; a region may have several
   * @param tenant the tenant's name there; may hold {@code {ccid}}
   */
  public record Routing(List<RoutingNode> nodes, String tenant) {

    /** Copies the list. */
    public Routing {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A routing server.
   *
   * @param region where it stands
   * @param servers its addresses, the primary first and the backup, if any, second
   */
  public record RoutingNode(String region, List<String> servers) {

    /** Copies the list. */
    public RoutingNode {
      servers = List.copyOf(servers);
    }
  }
}
