package io.openges.domain.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * In what order regions and the servers in them are tried (specification 12). Pure functions.
 * Immutable and thread-safe.
 */
public final class RegionOrder {

  private RegionOrder() {}

  /**
   * Returns every region once: those of the queue's rule, the node's own, all others.
   *
   * @param preferred the regions of the queue's rule in their order; may be empty
   * @param own where the node stands; may be empty
   * @param configured the regions that have servers, in the order of their list
   */
  public static List<String> of(List<String> preferred, String own, Collection<String> configured) {
    var order = new LinkedHashSet<>(preferred);
    if (!own.isEmpty()) {
      order.add(own);
    }
    order.addAll(configured);
    return List.copyOf(order);
  }

  /**
   * Returns every server once: region by region those that are up, beginning with another one each
   * turn, then those that are down, since they may be up again.
   *
   * @param <N> a server
   * @param regions the regions in their order
   * @param serversOf the servers of a region
   * @param isUp whether a server is thought to answer
   * @param turn rises by one with each question; any number
   */
  public static <N> List<N> servers(
      List<String> regions, Function<String, List<N>> serversOf, Predicate<N> isUp, long turn) {
    var order = new ArrayList<N>();
    var down = new ArrayList<N>();
    for (var region : regions) {
      var up = new ArrayList<N>();
      serversOf.apply(region).forEach(server -> (isUp.test(server) ? up : down).add(server));
      for (int i = 0; i < up.size(); i++) {
        order.add(up.get(Math.floorMod(turn + i, up.size())));
      }
    }
    order.addAll(down);
    return List.copyOf(order);
  }
}
