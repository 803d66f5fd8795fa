package io.openges.app.wiring;

import io.openges.adapter.http.internal.HealthReport;
import io.openges.adapter.redis.NodeRegistry;
import java.util.List;

/** The other nodes as Redis knows them. Safe for use by many threads at once. */
final class RedisPeers implements Peers {

  private final NodeRegistry registry;

  RedisPeers(NodeRegistry registry) {
    this.registry = registry;
  }

  @Override
  public List<HealthReport.Peer> others() {
    return registry.others().stream().map(RedisPeers::peer).toList();
  }

  @Override
  public boolean anyReachesPostgres() {
    return registry.others().stream().anyMatch(NodeRegistry.Node::postgresReachable);
  }

  private static HealthReport.Peer peer(NodeRegistry.Node node) {
    var status = node.postgresReachable() ? HealthReport.Status.UP : HealthReport.Status.DOWN;
    return new HealthReport.Peer(name(node.self().id()), node.lastSeen(), status);
  }

  // What follows the name tells a node from its own predecessor.
  private static String name(String id) {
    int slash = id.lastIndexOf('/');
    return slash < 0 ? id : id.substring(0, slash);
  }
}
