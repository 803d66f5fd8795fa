package io.openges.adapter.postgres;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few of each tenant's callers at a time do what they would do one after the other anyway,
 * in the order in which they came; the others wait before they take a connection. Keeps a door for
 * each tenant that ever came. Safe for use by many threads at once.
 */
final class TenantDoors {

  /** So many wait at a door; whoever comes then would wait for nothing. */
  static final int MOST_WAITING = 50;

  private final Map<TenantId, Semaphore> doors = new ConcurrentHashMap<>();
  private final int most;
  private final Duration patience;

  /**
   * Makes them.
   *
   * @param most callers of a tenant that are inside at once
   * @param patience how long others wait
   */
  TenantDoors(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  /**
   * Does the work as soon as its tenant's door lets it in.
   *
   * @param operation what the work is, without any data of a customer
   * @throws DependencyUnavailableException if it did not in time; nothing was done
   */
  <T> T pass(TenantId tenant, String operation, Supplier<T> work) {
    var door = doors.computeIfAbsent(tenant, first -> new Semaphore(most, true));
    if (!isIn(door)) {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, operation);
    }
    try {
      return work.get();
    } finally {
      door.release();
    }
  }

  /** Returns how many wait to be let in. */
  int waiting(TenantId tenant) {
    var door = doors.get(tenant);
    return door == null ? 0 : door.getQueueLength();
  }

  private boolean isIn(Semaphore door) {
    if (door.getQueueLength() >= MOST_WAITING) {
      return false;
    }
    try {
      return door.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
