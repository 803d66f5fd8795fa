package io.openges.ports.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets several threads do the same thing at the same moment, round after round: a barrier before
 * each round makes them meet, which one burst of threads seldom does. Immutable and thread-safe.
 *
 * @param callers how many threads, 2 or more
 * @param rounds how many rounds, 1 or more
 */
public record Race(int callers, int rounds) {

  private static final int LIMIT_SECONDS = 60;

  /**
   * Runs the race and returns the results round by round, those of a round in the order of the
   * callers.
   *
   * @throws AssertionError if a caller fails or the race takes more than a minute
   */
  public <R> List<List<R>> run(Step<R> step) throws InterruptedException {
    var line = new CyclicBarrier(callers);
    var pool = Executors.newFixedThreadPool(callers);
    try {
      var runs = new ArrayList<Future<List<R>>>();
      for (int caller = 0; caller < callers; caller++) {
        int number = caller;
        runs.add(pool.submit(() -> runAll(step, number, line)));
      }
      return byRound(results(runs));
    } catch (TimeoutException late) {
      throw new AssertionError("the race did not end", late);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> List<List<R>> results(List<Future<List<R>>> runs)
      throws InterruptedException, TimeoutException {
    var results = new ArrayList<List<R>>();
    var failure = new AssertionError("a caller failed");
    boolean failed = false;
    for (var run : runs) {
      try {
        results.add(run.get(LIMIT_SECONDS, TimeUnit.SECONDS));
      } catch (ExecutionException broken) {
        failure.addSuppressed(broken.getCause());
        failed = true;
      }
    }
    if (failed) {
      throw failure;
    }
    return results;
  }

  private <R> List<R> runAll(Step<R> step, int caller, CyclicBarrier line) throws Exception {
    var results = new ArrayList<R>();
    for (int round = 0; round < rounds; round++) {
      line.await(LIMIT_SECONDS, TimeUnit.SECONDS);
      results.add(runOne(step, caller, round, line));
    }
    return results;
  }

  /** Does one step; if that fails, nobody else waits for the next round. */
  private static <R> R runOne(Step<R> step, int caller, int round, CyclicBarrier line)
      throws Exception {
    boolean done = false;
    try {
      var result = step.run(caller, round);
      done = true;
      return result;
    } finally {
      if (!done) {
        line.reset();
      }
    }
  }

  private <R> List<List<R>> byRound(List<List<R>> byCaller) {
    var result = new ArrayList<List<R>>();
    for (int round = 0; round < rounds; round++) {
      int number = round;
      result.add(byCaller.stream().map(results -> results.get(number)).toList());
    }
    return result;
  }

  /**
   * What each caller does in each round.
   *
   * @param <R> the result
   */
  @FunctionalInterface
  public interface Step<R> {

    /**
     * Does it.
     *
     * @param caller 0 or more
     * @param round 0 or more
     */
    R run(int caller, int round) throws Exception;
  }
}
