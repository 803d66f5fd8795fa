package io.openges.app.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Clients that ask one server. Immutable and thread-safe.
 *
 * @param expected the HTTP status every answer has to have
 */
record HttpLoad(int port, int clients, Supplier<byte[]> requests, int expected) {

  private static final int OK = 200;
  private static final double NANOS = 1e9;
  private static final long WARM_UP = 60_000;
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(30);

  HttpLoad(int port, int clients, Supplier<byte[]> requests) {
    this(port, clients, requests, OK);
  }

  /**
   * What came of it.
   *
   * @param perSecond answers a second
   * @param count answers
   * @param micros how long they took, microseconds
   */
  record Result(double perSecond, long count, Histogram micros) {

    double millisAt(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  /** Lets the server's code be compiled: by count, as a busy machine gets less done in a time. */
  void warmUp() throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    for (long sent = 0; sent < WARM_UP && System.nanoTime() - end < 0; ) {
      sent += flatOut(Duration.ofSeconds(1)).count();
    }
  }

  /** Lets every client ask again as soon as it has an answer. */
  Result flatOut(Duration time) throws InterruptedException, ExecutionException {
    return run(time, (start, ticket) -> System.nanoTime());
  }

  /**
   * Asks at a steady rate. A request counts from the moment it was due, not from when a client was
   * free to send it, so that a slow answer is not hidden by the requests it held up.
   */
  Result paced(Duration time, double perSecond) throws InterruptedException, ExecutionException {
    return run(time, (start, ticket) -> {
      long due = start + (long) (ticket * NANOS / perSecond);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      return due;
    });
  }

  private Result run(Duration time, Pace pace) throws InterruptedException, ExecutionException {
    var pool = Executors.newFixedThreadPool(clients);
    try {
      var tickets = new AtomicLong();
      long start = System.nanoTime();
      var results = new ArrayList<Future<Histogram>>();
      for (int i = 0; i < clients; i++) {
        results.add(pool.submit(() -> client(start, time.toNanos(), tickets, pace)));
      }
      var all = histogram();
      for (var result : results) {
        all.add(result.get());
      }
      double seconds = (System.nanoTime() - start) / NANOS;
      return new Result(all.getTotalCount() / seconds, all.getTotalCount(), all);
    } finally {
      pool.shutdownNow();
    }
  }

  private Histogram client(long start, long nanos, AtomicLong tickets, Pace pace)
      throws IOException {
    var micros = histogram();
    try (var connection = new HttpConnection(port)) {
      while (System.nanoTime() - start < nanos) {
        long begin = pace.begin(start, tickets.getAndIncrement());
        int status = connection.send(requests.get());
        if (status != expected) {
          throw new IOException("answered with " + status);
        }
        micros.recordValue((System.nanoTime() - begin) / 1000);
      }
    }
    return micros;
  }

  private static Histogram histogram() {
    return new Histogram(3);
  }

  /** When a request begins. */
  private interface Pace {
    long begin(long start, long ticket);
  }
}
