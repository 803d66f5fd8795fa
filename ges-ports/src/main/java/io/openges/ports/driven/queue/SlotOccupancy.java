package io.openges.ports.driven.queue;

import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import java.util.Map;
import java.util.Set;

/**
 * Driven port: how many places of a queue are taken. Its cost depends on the length of the range,
 * not on the number of callbacks.
 *
 * <p>Safe for use by many threads at once. Every implementation passes
 * {@code BookingStoreContract}.
 */
public interface SlotOccupancy {

  /**
   * Returns what is taken in {@code range}, and perhaps around it; stale as soon as it is returned.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Occupancy read(TenantId tenant, QueueName queue, Interval range);

  /**
   * Returns the queues of which places are taken in {@code range}, and perhaps around it: those
   * that have scheduled callbacks to serve then. Tenants without any are left out.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Map<TenantId, Set<QueueName>> taken(Interval range);
}
