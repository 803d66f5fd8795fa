package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers 503 for requests whose dependencies take longer than 8 seconds (specification 2.12). The
 * handling thread is left to run into the time-outs of the adapters; what it finds then is dropped.
 * Safe for use by many threads at once.
 */
final class Deadlines implements AutoCloseable {

  /** How long a dependency may take. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final long SWEEP_MILLIS = 200;

  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService watcher;
  private volatile boolean draining;

  Deadlines(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.watcher = Executors.newSingleThreadScheduledExecutor(task -> {
      var thread = new Thread(task, "ges-http-deadlines");
      thread.setDaemon(true);
      return thread;
    });
    // The future only ever ends by shutdown: sweep catches what a broken connection throws.
    var unused = watcher.scheduleWithFixedDelay(
        this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins to watch. */
  void begin(Exchange exchange) {
    exchange.limit(nanoTime.getAsLong() + PATIENCE.toNanos());
    running.add(exchange);
  }

  /** Ends watching. */
  void end(Exchange exchange) {
    running.remove(exchange);
  }

  /** From now on connections are closed behind their next answer. */
  void drain() {
    draining = true;
  }

  /** Says whether connections are closed behind their next answer. */
  boolean isDraining() {
    return draining;
  }

  /** Says whether no request is being handled. */
  boolean isIdle() {
    return running.isEmpty();
  }

  private void sweep() {
    long now = nanoTime.getAsLong();
    running.stream()
        .filter(exchange -> now - exchange.limitNanos() > 0)
        .toList()
        .forEach(exchange -> {
          running.remove(exchange);
          giveUp(exchange);
        });
  }

  private static void giveUp(Exchange exchange) {
    try {
      var late = ProblemException.of(StatusCode.DEPENDENCY_DOWN);
      // the handler still holds the connection, so it must not be used for the next request
      var reply = Reply.failure(exchange.corrId(), late).withHeader("Connection", "close");
      if (exchange.send(reply)) {
        exchange.flush();
        var route = exchange.route();
        LOG.warn(
            "{} {} took longer than {} s, corrId {}",
            route == null ? "" : route.method(),
            route == null ? "" : route.path(),
            PATIENCE.toSeconds(),
            exchange.corrId());
      }
    } catch (IOException | RuntimeException gone) {
      LOG.debug(
          "The caller of {} has gone: {}", exchange.corrId(), gone.getClass().getName());
    }
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
