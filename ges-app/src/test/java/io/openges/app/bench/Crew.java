package io.openges.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Threads that all do the same. Thread-safe. */
final class Crew {

  private Crew() {}

  /** One piece of work; pieces are numbered from 0. */
  interface Work {
    void run(long number) throws Exception;
  }

  /** Has {@code threads} threads work for {@code time}; returns pieces a second. */
  static double rate(int threads, Duration time, Work work)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + time.toNanos();
    return work(threads, () -> System.nanoTime() - end < 0, Long.MAX_VALUE, work);
  }

  /** Has {@code threads} threads do {@code count} pieces; returns pieces a second. */
  static double all(int threads, long count, Work work)
      throws InterruptedException, ExecutionException {
    return work(threads, () -> true, count, work);
  }

  private static double work(int threads, BooleanSupplier goOn, long most, Work work)
      throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(threads);
    try {
      var next = new AtomicLong();
      var done = new AtomicLong();
      long start = System.nanoTime();
      Callable<Boolean> member = () -> {
        for (long n = next.getAndIncrement(); n < most && goOn.getAsBoolean(); ) {
          work.run(n);
          done.incrementAndGet();
          n = next.getAndIncrement();
        }
        return true;
      };
      var members = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < threads; i++) {
        members.add(pool.submit(member));
      }
      for (var one : members) {
        one.get();
      }
      return done.get() / ((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdownNow();
    }
  }
}
