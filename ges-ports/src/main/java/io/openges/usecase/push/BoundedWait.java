package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for what comes of a push, for some time and by some callers at once: their threads are
 * needed for bookings. Safe for use by many threads at once.
 */
final class BoundedWait {

  private final Semaphore places;
  private final Duration patience;

  /**
   * Makes it.
   *
   * @param most callers that wait at once; others get what is known at once
   * @param patience how long each of them waits
   */
  BoundedWait(int most, Duration patience) {
    this.places = new Semaphore(most);
    this.patience = requireNonNull(patience, "patience");
  }

  /** Begins something and says whether it came true in time; it goes on either way. */
  boolean on(Supplier<CompletableFuture<Boolean>> begin) {
    boolean waits = places.tryAcquire();
    try {
      var begun = begin.get().copy();
      return waits
          ? begun
              .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
              .join()
          : begun.getNow(false);
    } finally {
      if (waits) {
        places.release();
      }
    }
  }
}
