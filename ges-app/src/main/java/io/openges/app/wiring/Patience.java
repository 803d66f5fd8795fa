package io.openges.app.wiring;

import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the start for a server that may be starting, too. Thread-safe. */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 1_000;

  private Patience() {}

  /**
   * Tries until it works, for a minute at most.
   *
   * @throws DependencyUnavailableException the last one, if it does not work
   */
  static <T> T await(String server, Supplier<T> attempt) {
    long begin = System.nanoTime();
    while (true) {
      try {
        return attempt.get();
      } catch (DependencyUnavailableException e) {
        if (System.nanoTime() - begin > LONGEST.toNanos()) {
          throw e;
        }
        LOG.warn("waiting for {}: {}", server, e.getMessage());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    }
  }
}
