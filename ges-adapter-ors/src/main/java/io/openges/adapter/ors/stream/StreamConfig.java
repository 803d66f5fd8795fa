package io.openges.adapter.ors.stream;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the ORS stream is and what its entries say of this installation (specifications 17.1, 20).
 * Immutable and thread-safe.
 *
 * @param server the voice platform's Redis
 * @param stream the stream's key, such as {@code NewCallbackStream}
 * @param maxLength entries the stream is trimmed to, roughly; 0 = never trim
 * @param baseUrl where sessions reach GES, absolute, ending in a slash
 * @param regions the regions that are tried after those of a queue's rule, in their order; may be
 *     empty
 */
public record StreamConfig(
    Server server, String stream, long maxLength, String baseUrl, List<String> regions) {

  /** The stream's usual key. */
  public static final String DEFAULT_STREAM = "NewCallbackStream";

  /** Entries a stream is trimmed to unless told otherwise. */
  public static final long DEFAULT_MAX_LENGTH = 1_000_000;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the stream has no name, the length is negative or the URL
   *     is not absolute or does not end in a slash
   */
  public StreamConfig {
    requireNonNull(server, "server");
    if (stream.isEmpty() || maxLength < 0) {
      throw new IllegalArgumentException("stream \"" + stream + "\" of length " + maxLength);
    }
    if (!baseUrl.matches("https?://.+/")) {
      throw new IllegalArgumentException("not an absolute URL with a slash at its end: " + baseUrl);
    }
    regions = List.copyOf(regions);
  }

  /**
   * The voice platform's Redis. Immutable and thread-safe.
   *
   * @param mode how its servers belong together
   * @param nodes the server, the sentinels, or some nodes of the cluster; at least one
   * @param primaryName what the sentinels call the primary, null unless there are sentinels
   * @param password null if it asks for none; sentinels are never told it
   * @param tls whether connections are encrypted, those to sentinels too
   */
  public record Server(
      Mode mode,
      List<Node> nodes,
      @Nullable String primaryName,
      @Nullable String password,
      Tls tls) {

    /**
     * Checks that there is a node, and a name where there are sentinels.
     *
     * @throws IllegalArgumentException if not
     */
    public Server {
      requireNonNull(mode, "mode");
      requireNonNull(tls, "tls");
      nodes = List.copyOf(nodes);
      if (nodes.isEmpty() || (mode == Mode.SENTINEL) != (primaryName != null)) {
        throw new IllegalArgumentException(mode + " with " + nodes + ", primary " + primaryName);
      }
    }

    /** Returns a single server, not encrypted. */
    public static Server standalone(String host, int port, @Nullable String password) {
      return new Server(Mode.STANDALONE, List.of(new Node(host, port)), null, password, Tls.OFF);
    }

    /** Returns everything but the password. */
    @Override
    public String toString() {
      return mode + " " + nodes;
    }
  }

  /**
   * An address. Immutable and thread-safe.
   *
   * @param host name or address
   * @param port TCP port, 1 to 65535
   */
  public record Node(String host, int port) {

    /** Checks that there is a host. */
    public Node {
      requireNonNull(host, "host");
    }

    /** Returns host and port with a colon between. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** How servers belong together. */
  public enum Mode {
    /** One server, or a name that always leads to the primary. */
    STANDALONE,
    /** A primary with replicas that sentinels tell of. */
    SENTINEL,
    /** A Redis Cluster. */
    CLUSTER
  }

  /** How a connection is encrypted. */
  public enum Tls {
    /** Not at all. */
    OFF,
    /** With a certificate that is verified. */
    VERIFIED,
    /** With whatever certificate the server shows. */
    UNVERIFIED
  }
}
