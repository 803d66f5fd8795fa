package io.openges.adapter.ors.session;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where the orchestration servers are (specifications 12, 20). Immutable and thread-safe.
 *
 * @param nodes all of them; none means no diagnostics and no proof
 * @param ownRegion this node's region, whose servers come first in {@code nodes} and whose answer
 *     is taken of several; may be empty
 */
public record SessionConfig(List<Node> nodes, String ownRegion) {

  /** The port of orchestration servers unless told otherwise. */
  public static final int DEFAULT_PORT = 9098;

  /** Puts the servers of this node's own region first, and keeps the order otherwise. */
  public SessionConfig {
    requireNonNull(ownRegion, "ownRegion");
    var given = List.copyOf(nodes);
    nodes = Stream.concat(
            given.stream().filter(node -> node.region().equals(ownRegion)),
            given.stream().filter(node -> !node.region().equals(ownRegion)))
        .toList();
  }

  /**
   * An orchestration server. Immutable and thread-safe.
   *
   * @param region where it stands
   * @param host name or address
   * @param port TCP port, 1 to 65535
   */
  public record Node(String region, String host, int port) {

    /** Checks that region and host are there. */
    public Node {
      requireNonNull(region, "region");
      requireNonNull(host, "host");
    }
  }
}
