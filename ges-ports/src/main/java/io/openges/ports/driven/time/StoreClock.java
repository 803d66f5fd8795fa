package io.openges.ports.driven.time;

import java.time.Instant;

/**
 * Driven port: the clock of the store that all nodes share, which theirs are compared with
 * (specification 7.6). Nothing is decided by it. Safe for use by many threads at once. Every
 * implementation passes {@code StoreClockContract}.
 */
@FunctionalInterface
public interface StoreClock {

  /**
   * Returns what the store's clock shows while it answers, milliseconds, UTC.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Instant now();
}
