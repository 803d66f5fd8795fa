package io.openges.adapter.postgres;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread will bring about. Thread-safe. */
final class Poll {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Poll() {}

  /** Returns when {@code condition} holds; fails after half a minute. */
  static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("it did not come about");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
