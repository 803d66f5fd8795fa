package io.openges.adapter.ors.urs;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where the routing servers are (specifications 12, 17.4, 20). Addresses and the tenant's name may
 * hold <code>{ccid}</code> and <code>{environmentId}</code>, which are replaced by those of the
 * tenant asked for. Immutable and thread-safe.
 *
 * @param regions the servers by region; may be empty, then no waiting time is known
 * @param ownRegion this node's region, whose servers are asked first; may be empty
 * @param tenant the tenant's name in the routing servers
 */
public record UrsConfig(List<Region> regions, String ownRegion, String tenant) {

  /** The port of routing servers unless told otherwise. */
  public static final int DEFAULT_PORT = 5580;

  /** The tenant's usual name in the routing servers. */
  public static final String DEFAULT_TENANT = "Environment";

  /** Where the tenant's id goes. */
  static final String CCID = "{ccid}";

  /** Puts this node's own region first, and keeps the order otherwise. */
  public UrsConfig {
    requireNonNull(ownRegion, "ownRegion");
    requireNonNull(tenant, "tenant");
    var given = List.copyOf(regions);
    regions = Stream.concat(
            given.stream().filter(region -> region.name().equals(ownRegion)),
            given.stream().filter(region -> !region.name().equals(ownRegion)))
        .toList();
  }

  /**
   * Says whether no two tenants ask of the same queues: the tenant's id is part of its name there,
   * or of every address. An environment may be several tenants'.
   */
  boolean tellsTenantsApart() {
    return tenant.contains(CCID)
        || addresses().stream().allMatch(address -> address.contains(CCID));
  }

  /** Returns the addresses in the order in which they are tried. */
  List<String> addresses() {
    return regions.stream().flatMap(region -> region.servers().stream()).toList();
  }

  /**
   * The routing servers of a region. Immutable and thread-safe.
   *
   * @param name the region
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
