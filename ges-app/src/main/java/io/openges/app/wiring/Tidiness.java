package io.openges.app.wiring;

import io.openges.app.worker.Periodic;
import io.openges.app.worker.Worker;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the due queue tidied about once a minute while callbacks are dispatched, and never while the
 * node is idle. Safe for use by many threads at once.
 */
final class Tidiness {

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final double JITTER = 0.2;

  /** A vacuum of a large table takes minutes; the store ends it after ten. */
  private static final Duration LONGEST = Duration.ofMinutes(11);

  private final AtomicInteger claimed = new AtomicInteger();

  /** Notes that a round claimed {@code count} callbacks. */
  void claimed(int count) {
    if (count > 0) {
      claimed.addAndGet(count);
    }
  }

  /**
   * Makes the worker that runs {@code tidy}.
   *
   * @param stop ends a run early; returns at once
   */
  Worker worker(Runnable tidy, Runnable stop, Worker.Surroundings around) {
    var step = new Periodic(
        () -> tidyIfUsed(tidy),
        INTERVAL,
        JITTER,
        () -> ThreadLocalRandom.current().nextDouble());
    return new Worker("tidier", step.waitingFirst().lasting(LONGEST).endedBy(stop), around);
  }

  private void tidyIfUsed(Runnable tidy) {
    if (claimed.getAndSet(0) > 0) {
      tidy.run();
    }
  }
}
