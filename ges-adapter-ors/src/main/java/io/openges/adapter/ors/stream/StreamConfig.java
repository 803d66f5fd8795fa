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
 * @param regions regions to prefer, best first; may be empty
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
   * @param host its name or address, for a cluster that of any node
   * @param port its TCP port, 1 to 65535
   * @param password null if it asks for none
   * @param tls whether the connection is encrypted
   * @param cluster whether it is a Redis Cluster
   */
  public record Server(String host, int port, @Nullable String password, Tls tls, boolean cluster) {

    /** Checks that there are a host and a choice of encryption. */
    public Server {
      requireNonNull(host, "host");
      requireNonNull(tls, "tls");
    }

    /** Returns everything but the password. */
    @Override
    public String toString() {
      return host + ":" + port + (cluster ? " (cluster)" : "");
    }
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
