package io.openges.app.wiring;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which a node has to end, all of it together (specification 21): whoever has to wait
 * asks what is left. Safe for use by many threads at once.
 */
final class Grace {

  private static final Logger LOG = LoggerFactory.getLogger(Grace.class);

  /** Kept back from whatever is waited for, to close connections in good order. */
  private static final Duration MOST_RESERVE = Duration.ofSeconds(5);

  private static final int PARTS = 5;

  private final Duration whole;
  private final LongSupplier nanoTime;
  private @Nullable Long begun;

  /**
   * Makes a time that has not begun.
   *
   * @param whole how long it is, 0 or more
   * @param nanoTime a monotonic clock in nanoseconds
   */
  Grace(Duration whole, LongSupplier nanoTime) {
    this.whole = requireNonNull(whole, "whole");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  /** Begins the time, unless it has begun. */
  synchronized void begin() {
    if (begun == null) {
      begun = nanoTime.getAsLong();
    }
  }

  /** Returns what is left, not negative; all of it before it has begun. */
  synchronized Duration left() {
    var left = begun == null ? whole : whole.minusNanos(nanoTime.getAsLong() - begun);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns what is left for work that is running, not negative: a reserve is kept. */
  Duration forWork() {
    var part = whole.dividedBy(PARTS);
    var left = left().minus(part.compareTo(MOST_RESERVE) < 0 ? part : MOST_RESERVE);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns {@code most}, or what is left for work if that is less. */
  Duration forWork(Duration most) {
    var left = forWork();
    return left.compareTo(most) < 0 ? left : most;
  }

  /** Starts something on a thread of its own, for {@link #await}. */
  CompletableFuture<Void> start(String name, Runnable task) {
    return CompletableFuture.runAsync(task, work -> {
      var thread = new Thread(work, "ges-" + name);
      thread.setDaemon(true);
      thread.start();
    });
  }

  /** Waits for {@code task} as long as there is time for work, then leaves it alone. */
  void await(String name, CompletableFuture<Void> task) {
    try {
      task.get(Math.max(1, forWork().toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warn("{} did not end in time", name);
    } catch (ExecutionException failed) {
      LOG.warn("{} did not end in good order: {}", name, failed.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
