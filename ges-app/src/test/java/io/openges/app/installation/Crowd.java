package io.openges.app.installation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Many callers at once, and perhaps an incident among them. Immutable and thread-safe.
 *
 * @param tasks how many things are done in all
 * @param callers how many at a time
 */
public record Crowd(int tasks, int callers) {

  private static final long PATIENCE_MINUTES = 3;

  /** Does all tasks, numbered from 0, and returns their results in that order. */
  public <R> List<R> run(IntFunction<R> task) {
    return run(task, tasks, () -> {});
  }

  /**
   * Does the same, and the caller that ends task number {@code after} in time also causes an
   * incident, while the others go on.
   */
  public <R> List<R> run(IntFunction<R> task, int after, Runnable incident) {
    var pool = Executors.newFixedThreadPool(callers);
    try {
      var done = new AtomicInteger();
      List<Future<R>> running = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        int number = i;
        running.add(pool.submit(() -> {
          var result = task.apply(number);
          if (done.incrementAndGet() == after) {
            incident.run();
          }
          return result;
        }));
      }
      return running.stream().map(Crowd::await).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> R await(Future<R> future) {
    try {
      return future.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException failed) {
      throw new AssertionError("a caller failed", failed.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("a caller does not end", late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
