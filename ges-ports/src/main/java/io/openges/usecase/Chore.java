package io.openges.usecase;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something done again and again on somebody else's executor, never twice at once. Safe for use by
 * many threads at once.
 */
final class Chore implements Runnable {

  private static final int MOST_PAUSES = 10;

  private final Supplier<Duration> work;
  private final Surroundings surroundings;
  private final ReentrantLock turn = new ReentrantLock();
  private int failures;
  private @Nullable Future<?> next;
  private boolean ended;

  /**
   * Makes it; nothing runs yet.
   *
   * @param work does it once, and says how long to rest before the next time
   */
  Chore(Supplier<Duration> work, Surroundings surroundings) {
    this.work = requireNonNull(work, "work");
    this.surroundings = requireNonNull(surroundings, "surroundings");
  }

  /**
   * Where chores are done.
   *
   * @param failures told of what was thrown
   * @param pause the rest after a failure; ten times that after ten in a row
   */
  record Surroundings(
      ScheduledExecutorService executor, Consumer<Throwable> failures, Duration pause) {

    void tell(Throwable failure) {
      try {
        failures.accept(failure);
      } catch (RuntimeException deaf) {
        // who cannot bear to be told of a failure is not to end the work
      }
    }
  }

  @Override
  public void run() {
    turn.lock();
    try {
      if (!hasEnded()) {
        plan(attempt());
      }
    } finally {
      turn.unlock();
    }
  }

  // the last handler of this task: whatever it throws must not end the work
  private Duration attempt() {
    try {
      var rest = work.get();
      failures = 0;
      return rest;
    } catch (RuntimeException | Error failure) {
      failures = Math.min(failures + 1, MOST_PAUSES);
      if (!hasEnded()) {
        surroundings.tell(failure);
      }
      return surroundings.pause().multipliedBy(failures);
    }
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Has it done after {@code rest}, unless it has been ended. */
  synchronized void plan(Duration rest) {
    if (ended) {
      return;
    }
    try {
      next = surroundings
          .executor()
          .schedule(this, TimeUnit.NANOSECONDS.convert(rest), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException shutDown) {
      ended = true;
    }
  }

  /**
   * Has it not done any more. What was first left to go on can be interrupted later.
   *
   * @param interrupted whether the time that is under way is interrupted
   */
  synchronized void end(boolean interrupted) {
    ended = true;
    if (next == null) {
      return;
    }
    if (interrupted) {
      next.cancel(true);
    } else if (turn.tryLock()) {
      // none is under way: one that is could never be interrupted once it was cancelled
      next.cancel(false);
      turn.unlock();
    }
  }

  /** Waits until the time that is under way is over, for {@code patience} at most. */
  void awaitEnd(Duration patience) {
    try {
      if (turn.tryLock(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS)) {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
