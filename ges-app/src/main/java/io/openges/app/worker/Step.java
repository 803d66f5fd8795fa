package io.openges.app.worker;

import java.time.Duration;

/** What a worker does again and again, on one thread. */
@FunctionalInterface
public interface Step {

  /**
   * Does the work once.
   *
   * @return how long to rest before the next time; zero or less for not at all
   * @throws io.openges.ports.driven.DependencyUnavailableException if something gave no answer; the
   *     worker then tries again after a growing pause
   */
  Duration run();

  /**
   * Returns how long one time may take in good order, beyond the thirty seconds after which every
   * worker counts as stuck.
   */
  default Duration longest() {
    return Duration.ZERO;
  }

  /** Asks a run that takes long to end early; called by another thread, and returns at once. */
  default void end() {}
}
