package io.openges.ports.memory;

import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.queue.SlotOccupancy;
import java.util.Map;
import java.util.Set;

/** Reads how many places are taken. Safe for use by many threads at once. */
final class InMemorySlotOccupancy implements SlotOccupancy {

  private final CallbackTable table;

  InMemorySlotOccupancy(CallbackTable table) {
    this.table = table;
  }

  @Override
  public Occupancy read(TenantId tenant, QueueName queue, Interval range) {
    synchronized (table) {
      return table.places().read(tenant, queue, range);
    }
  }

  @Override
  public Map<TenantId, Set<QueueName>> taken(Interval range) {
    synchronized (table) {
      return table.places().taken(range);
    }
  }
}
