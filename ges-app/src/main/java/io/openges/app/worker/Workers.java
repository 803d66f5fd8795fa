package io.openges.app.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All workers of a node, which start and end together. Safe for use by many threads at once. */
public final class Workers {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(1);

  private final List<Worker> workers;
  private final LongSupplier nanoTime;

  /** Makes the set; nothing runs yet. */
  public Workers(List<Worker> workers, LongSupplier nanoTime) {
    this.workers = List.copyOf(workers);
    this.nanoTime = nanoTime;
  }

  /** Starts all; to be called once. */
  public void start() {
    workers.forEach(Worker::start);
  }

  /** Asks all to take no new work; returns at once. */
  public void drain() {
    workers.forEach(Worker::drain);
  }

  /**
   * Drains all and waits until they have ended, at most about {@code patience} together; those that
   * have not are interrupted then, and left alone if even that does not end them within a second.
   */
  public void stop(Duration patience) {
    drain();
    var late = notEndedWithin(patience, workers);
    late.forEach(Worker::interrupt);
    notEndedWithin(AFTER_INTERRUPTION, late)
        .forEach(worker -> LOG.warn("{} does not end", worker.name()));
  }

  private List<Worker> notEndedWithin(Duration patience, List<Worker> those) {
    long end = nanoTime.getAsLong() + patience.toNanos();
    return those.stream()
        .filter(worker -> !worker.join(Duration.ofNanos(end - nanoTime.getAsLong())))
        .toList();
  }
}
