package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one thing again and again. Failures are logged and followed by a growing
 * pause; they never end it. Safe for use by many threads at once.
 */
public final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration LONGEST_REST = Duration.ofHours(2);

  private final String name;
  private final Step step;
  private final Alarm alarm;
  private final Surroundings surroundings;
  private final Thread thread;
  private volatile boolean draining;
  private int failures;

  /**
   * Makes a worker that does not run yet.
   *
   * @param name of its thread, unique
   * @param alarm wakes it from its rest
   */
  public Worker(String name, Step step, Alarm alarm, Surroundings surroundings) {
    this.name = requireNonNull(name, "name");
    this.step = requireNonNull(step, "step");
    this.alarm = requireNonNull(alarm, "alarm");
    this.surroundings = requireNonNull(surroundings, "surroundings");
    this.thread = new Thread(this::loop, "ges-" + name);
    thread.setDaemon(true);
  }

  /** Makes a worker that nothing wakes but time. */
  public Worker(String name, Step step, Surroundings surroundings) {
    this(name, step, new Alarm(), surroundings);
  }

  /** Starts the thread; to be called once. */
  public void start() {
    surroundings.heartbeats().beat(name, Duration.ZERO);
    thread.start();
  }

  /** Asks it to end after what it is doing, and that to end early; returns at once. */
  public void drain() {
    draining = true;
    alarm.ring();
    step.end();
  }

  /** Returns its name. */
  String name() {
    return name;
  }

  /** Interrupts what it is doing; returns at once. */
  void interrupt() {
    thread.interrupt();
  }

  /**
   * Waits until it has ended, for {@code patience} at most.
   *
   * @return whether it has
   */
  boolean join(Duration patience) {
    try {
      thread.join(Math.max(1, patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private void loop() {
    try {
      while (!draining) {
        surroundings.heartbeats().beat(name, step.longest());
        var pause = attempt();
        var rest = pause.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : pause;
        if (!draining && !rest.isNegative() && !rest.isZero()) {
          surroundings.heartbeats().beat(name, rest);
          alarm.rest(rest);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    surroundings.heartbeats().end(name);
  }

  // The last handler of this thread: whatever a step throws must not end the work.
  private Duration attempt() {
    try {
      var pause = step.run();
      failures = 0;
      return pause;
    } catch (DependencyUnavailableException e) {
      LOG.warn("{}: {}", name, e.getMessage());
    } catch (RuntimeException e) {
      if (!draining) {
        surroundings.onUncaught().run();
        LOG.error("{} failed", name, e);
      }
    }
    failures++;
    return surroundings.backoff().after(failures);
  }

  /**
   * What workers share. Immutable and thread-safe.
   *
   * @param heartbeats where they show that they live
   * @param backoff how long they wait after failures
   * @param onUncaught called for a failure nobody foresaw
   */
  public record Surroundings(Heartbeats heartbeats, Backoff backoff, Runnable onUncaught) {

    /** Makes surroundings with random jitter. */
    public static Surroundings with(Heartbeats heartbeats, Runnable onUncaught) {
      return new Surroundings(
          heartbeats, new Backoff(() -> ThreadLocalRandom.current().nextDouble()), onUncaught);
    }
  }
}
