package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** How many places are taken, in cells of five minutes. Not thread-safe; one thread at a time. */
final class Places {

  private final Map<Queue, NavigableMap<Instant, Integer>> cells = new HashMap<>();

  /** Takes the place of {@code callback}, if it holds one. */
  void take(Callback callback) {
    if (callback.holdsPlace()) {
      cells
          .computeIfAbsent(Queue.of(callback), absent -> new TreeMap<>())
          .merge(cellOf(callback), 1, Integer::sum);
    }
  }

  /** Frees the place of {@code callback}, if it holds one that is still counted. */
  void free(Callback callback) {
    var counts = cells.get(Queue.of(callback));
    if (callback.holdsPlace() && counts != null) {
      counts.computeIfPresent(cellOf(callback), (cell, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Returns how many places of the slot are taken, 0 or more. */
  int used(TenantId tenant, QueueName queue, Place place) {
    return read(tenant, queue, place.slot()).usedIn(place.slot());
  }

  /** Returns what is taken in the cells that {@code range} touches. */
  Occupancy read(TenantId tenant, QueueName queue, Interval range) {
    var counts = cells.get(new Queue(tenant, queue));
    if (counts == null) {
      return Occupancy.EMPTY;
    }
    return Occupancy.of(counts.subMap(Occupancy.cellOf(range.start()), true, range.end(), false));
  }

  /** Returns the queues of which places are taken in the cells that {@code range} touches. */
  Map<TenantId, Set<QueueName>> taken(Interval range) {
    var taken = new HashMap<TenantId, Set<QueueName>>();
    cells.forEach((queue, counts) -> {
      if (!counts
          .subMap(Occupancy.cellOf(range.start()), true, range.end(), false)
          .isEmpty()) {
        taken.computeIfAbsent(queue.tenant(), absent -> new HashSet<>()).add(queue.name());
      }
    });
    return taken;
  }

  /** Forgets the days of UTC that ended before {@code before}. */
  void dropBefore(Instant before) {
    var day = before.truncatedTo(ChronoUnit.DAYS);
    cells.values().forEach(counts -> counts.headMap(day, false).clear());
    cells.values().removeIf(Map::isEmpty);
  }

  private static Instant cellOf(Callback callback) {
    return Occupancy.cellOf(callback.schedule().desiredTime());
  }

  private record Queue(TenantId tenant, QueueName name) {

    static Queue of(Callback callback) {
      return new Queue(callback.key().tenant(), callback.queue());
    }
  }
}
