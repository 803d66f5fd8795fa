package io.openges.adapter.ors.urs;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionOrder;
import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * In what order routing servers are asked (specification 12): by the regions of the queue's rule,
 * this node's own and all others; those of a region in turn, each with its backups behind it. One
 * that gave no answer takes no turn for some seconds; then it may be up again.
 *
 * <p>Safe for use by many threads at once.
 */
final class ServerTurns {

  /** As long as the breaker of a server stays open. */
  static final Duration REST = Duration.ofSeconds(5);

  private final UrsConfig config;
  private final BiFunction<TenantId, QueueName, List<String>> preferred;
  private final LongSupplier nanoTime;
  private final AtomicLong turn = new AtomicLong();
  private final Map<String, Long> silentSince = new ConcurrentHashMap<>();

  ServerTurns(
      UrsConfig config,
      BiFunction<TenantId, QueueName, List<String>> preferred,
      LongSupplier nanoTime) {
    this.config = config;
    this.preferred = preferred;
    this.nanoTime = nanoTime;
  }

  /** Returns all addresses in the order in which they are to be asked now. */
  List<String> addresses(TenantId tenant, QueueName queue) {
    var regions =
        RegionOrder.of(preferred.apply(tenant, queue), config.ownRegion(), config.names());
    return RegionOrder.servers(regions, config::in, this::isUp, turn.getAndIncrement()).stream()
        .flatMap(server -> server.servers().stream())
        .toList();
  }

  /** Notes whether a server gave an answer that is not a failure of its own. */
  void note(String address, boolean answers) {
    if (answers) {
      silentSince.remove(address);
    } else {
      silentSince.put(address, nanoTime.getAsLong());
    }
  }

  /** A server is up as long as it or one of its backups is. */
  private boolean isUp(UrsConfig.Region server) {
    long now = nanoTime.getAsLong();
    return server.servers().stream().anyMatch(address -> {
      var silent = silentSince.get(address);
      return silent == null || now - silent >= REST.toNanos();
    });
  }
}
