package io.openges.ports.memory;

import io.openges.ports.driven.callin.Chance;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts instead of drawing: every number comes in its turn, so anybody could guess the next. Safe
 * for use by many threads at once.
 */
public final class InMemoryChance implements Chance {

  private final AtomicInteger count = new AtomicInteger();

  /** Starts at 0. */
  public InMemoryChance() {}

  @Override
  public int below(int bound) {
    return Math.floorMod(count.getAndIncrement(), bound);
  }
}
