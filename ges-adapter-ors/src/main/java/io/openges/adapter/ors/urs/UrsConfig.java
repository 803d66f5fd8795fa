package io.openges.adapter.ors.urs;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the routing servers are (specifications 12, 17.4, 20). Addresses and the tenant's name may
 * hold <code>{ccid}</code> and <code>{environmentId}</code>, which are replaced by those of the
 * tenant asked for. Immutable and thread-safe.
 *
 * @param regions the servers by region, which may be listed more than once; may be empty, then no
 *     waiting time is known
 * @param ownRegion this node's region, whose servers are asked before all but those of a queue's
 *     region rule; may be empty
 * @param tenant the tenant's name in the routing servers
 */
public record UrsConfig(List<Region> regions, String ownRegion, String tenant) {

  /** The port of routing servers unless told otherwise. */
  public static final int DEFAULT_PORT = 5580;

  /** The tenant's usual name in the routing servers. */
  public static final String DEFAULT_TENANT = "Environment";

  /** Where the tenant's id goes. */
  static final String CCID = "{ccid}";

  /** Copies the list. */
  public UrsConfig {
    requireNonNull(ownRegion, "ownRegion");
    requireNonNull(tenant, "tenant");
    regions = List.copyOf(regions);
  }

  /**
   * Says whether no two tenants ask of the same queues: the tenant's id is part of its name there,
   * or of every address. An environment may be several tenants'.
   */
  boolean tellsTenantsApart() {
    return tenant.contains(CCID)
        || addresses().stream().allMatch(address -> address.contains(CCID));
  }

  /** Returns all addresses. */
  List<String> addresses() {
    return regions.stream().flatMap(region -> region.servers().stream()).toList();
  }

  /** Returns the names of the regions in their order, each once. */
  List<String> names() {
    return regions.stream().map(Region::name).distinct().toList();
  }

  /** Returns the servers of a region. */
  List<Region> in(String region) {
    return regions.stream().filter(one -> one.name().equals(region)).toList();
  }

  /**
   * A routing server with its backups. Immutable and thread-safe.
   *
   * @param name where it stands
   * @param servers addresses as {@code host} or {@code host:port}: the primary, then its backups
   */
  public record Region(String name, List<String> servers) {

    /** Copies the list. */
    public Region {
      requireNonNull(name, "name");
      servers = List.copyOf(servers);
    }
  }
}
