package io.openges.usecase.callin;

import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few of each tenant's callers at a time do what they would do one after the other anyway,
 * in the order in which they came; the others wait before they ask a store, and keep none of its
 * connections from others. A crowd says nothing about the store. Keeps a door for each tenant that
 * ever came. Safe for use by many threads at once.
 */
public final class TenantDoors {

  /** So many wait at a door; whoever comes then would wait for nothing. */
  static final int MOST_WAITING = 50;

  /**
   * Anybody may ask for numbers, and who waits for a turn in the store holds a connection: so few
   * of a tenant do that there is always one for who takes a call, and for all the rest.
   */
  private static final int MOST_AT_ONCE = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

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

  /** Returns doors that let two in; others wait for two seconds, and fifty at most. */
  public static TenantDoors few() {
    return new TenantDoors(MOST_AT_ONCE, PATIENCE);
  }

  /**
   * Does the work as soon as its tenant's door lets it in.
   *
   * @return what the work returns, empty if it was not let in in time and nothing was done
   */
  public <T> Optional<T> pass(TenantId tenant, Supplier<T> work) {
    var door = doors.computeIfAbsent(tenant, first -> new Semaphore(most, true));
    if (!isIn(door)) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
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
