package io.openges.app.installation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again until something has happened, for a bounded time. Thread-safe. */
public final class Eventually {

  /** How long tests wait for what happens within seconds; a bound, not an expectation. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long PAUSE_NANOS = 20_000_000;

  private Eventually() {}

  /** What was waited for did not happen in time, which may be the machine's fault. */
  public static final class TooLate extends AssertionError {
    private static final long serialVersionUID = 1L;

    private TooLate(String message) {
      super(message);
    }
  }

  /**
   * Returns the first value that {@code look} finds.
   *
   * @throws TooLate if there is none in time
   */
  public static <T> T find(String what, Supplier<Optional<T>> look) {
    return find(what, PATIENCE, look);
  }

  /**
   * Returns the first value that {@code look} finds within {@code patience}.
   *
   * @throws TooLate if there is none in time
   */
  public static <T> T find(String what, Duration patience, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      var found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new TooLate("not within " + patience + ": " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /**
   * Returns when {@code condition} holds.
   *
   * @throws TooLate if it does not in time
   */
  public static void holds(String what, BooleanSupplier condition) {
    holds(what, PATIENCE, condition);
  }

  /**
   * Returns when {@code condition} holds, within {@code patience}.
   *
   * @throws TooLate if it does not in time
   */
  public static void holds(String what, Duration patience, BooleanSupplier condition) {
    find(what, patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** Lets time go by where nothing can be waited for. */
  public static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
