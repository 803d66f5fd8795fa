package io.openges.adapter.http.listener;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose clients do not finish what they began: the answer to a request must have
 * begun 30 seconds after its first byte, however regularly another one comes, and each part of 32
 * kB of an answer must be taken within 30 seconds, however regularly a byte is read. Silent
 * connections meet the server's own time-out for idle ones. Safe for use by many threads at once.
 */
final class SlowClients implements AutoCloseable {

  /**
   * How long a request may take from its first byte to the first of its answer, and the server's
   * output buffer to be taken.
   */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);
  private static final long SWEEP_MILLIS = 500;

  private final Supplier<List<EndPoint>> connections;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService watcher;

  /** What each connection was when it last stood still; used by the watcher only. */
  private IdentityHashMap<Connection, Rest> rests = new IdentityHashMap<>();

  /** What each connection has been stuck in writing since when; used by the watcher only. */
  private IdentityHashMap<Connection, Stuck> stuck = new IdentityHashMap<>();

  /** Answers sent and bytes taken when a connection was last seen between two requests. */
  private record Rest(long answers, long bytes, long nanos) {}

  /** Bytes handed over, the last of which are yet to be taken, when that was first seen. */
  private record Stuck(long bytes, long nanos) {}

  /**
   * Begins to watch.
   *
   * @param connections tells those that are open now
   */
  SlowClients(Supplier<List<EndPoint>> connections, LongSupplier nanoTime) {
    this.connections = connections;
    this.nanoTime = nanoTime;
    this.watcher = Executors.newSingleThreadScheduledExecutor(task -> {
      var thread = new Thread(task, "ges-http-slow-clients");
      thread.setDaemon(true);
      return thread;
    });
    // The future only ever ends by shutdown: sweep catches whatever a closing connection throws.
    var unused = watcher.scheduleWithFixedDelay(
        this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      var known = rests;
      var writing = stuck;
      rests = new IdentityHashMap<>();
      stuck = new IdentityHashMap<>();
      long now = nanoTime.getAsLong();
      for (var endPoint : connections.get()) {
        var connection = endPoint.getConnection();
        if (connection != null) {
          look(endPoint, connection, known.get(connection), now);
          lookAtAnswer(endPoint, connection, writing.get(connection), now);
        }
      }
    } catch (RuntimeException broken) {
      LOG.warn("Slow clients were not looked for: {}", broken.getClass().getName());
    }
  }

  private void look(EndPoint endPoint, Connection connection, @Nullable Rest last, long now) {
    long answers = connection.getMessagesOut();
    long bytes = connection.getBytesIn();
    boolean between = connection.getMessagesIn() == answers;
    if (last == null || answers != last.answers() || (between && bytes == last.bytes())) {
      rests.put(connection, new Rest(answers, bytes, now));
    } else if (now - last.nanos() <= PATIENCE.toNanos()) {
      rests.put(connection, last);
    } else {
      LOG.debug("A client did not finish its request in {} s", PATIENCE.toSeconds());
      endPoint.close();
    }
  }

  private void lookAtAnswer(
      EndPoint endPoint, Connection connection, @Nullable Stuck last, long now) {
    if (!(endPoint instanceof AbstractEndPoint writer)
        || !writer.getWriteFlusher().isPending()) {
      return;
    }
    long bytes = connection.getBytesOut();
    if (last == null || last.bytes() != bytes) {
      stuck.put(connection, new Stuck(bytes, now));
    } else if (now - last.nanos() <= PATIENCE.toNanos()) {
      stuck.put(connection, last);
    } else {
      LOG.debug("A client did not take its answer in {} s", PATIENCE.toSeconds());
      endPoint.close();
    }
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
