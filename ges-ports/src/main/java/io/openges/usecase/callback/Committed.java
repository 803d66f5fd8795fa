package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.ports.driven.callback.RecordCache;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens after a commit, best effort and off the caller's path: the cache gets a copy, the
 * dispatcher of this node hears of a wake-up time. Safe for use by many threads at once.
 */
public final class Committed {

  private final RecordCache cache;
  private final Consumer<Instant> wakeups;

  /**
   * Makes it.
   *
   * @param wakeups told when a committed callback wakes; must not block or throw
   */
  public Committed(RecordCache cache, Consumer<Instant> wakeups) {
    this.cache = requireNonNull(cache, "cache");
    this.wakeups = requireNonNull(wakeups, "wakeups");
  }

  /** Tells of a callback that was just committed, with its wake-up time, null for none. */
  public void tell(Callback callback, @Nullable Instant wakeAt) {
    cache.put(List.of(callback));
    if (wakeAt != null) {
      wakeups.accept(wakeAt);
    }
  }
}
