package io.openges.app.health;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Asks one dependency for a sign of life and notes the answer. Safe for use by many threads. */
public final class HealthCheck implements Runnable {

  /** How often dependencies are asked. */
  public static final Duration INTERVAL = Duration.ofSeconds(15);

  private final Dependency dependency;
  private final Runnable probe;
  private final HealthBoard board;
  private final LongSupplier nanoTime;

  /**
   * Makes a check.
   *
   * @param probe throws DependencyUnavailableException if there is no sign of life
   */
  public HealthCheck(
      Dependency dependency, Runnable probe, HealthBoard board, LongSupplier nanoTime) {
    this.dependency = requireNonNull(dependency, "dependency");
    this.probe = requireNonNull(probe, "probe");
    this.board = requireNonNull(board, "board");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  /** Returns what is asked. */
  public Dependency dependency() {
    return dependency;
  }

  @Override
  public void run() {
    long begin = nanoTime.getAsLong();
    try {
      probe.run();
      board.succeeded(dependency, Duration.ofNanos(nanoTime.getAsLong() - begin));
    } catch (DependencyUnavailableException e) {
      board.failed(dependency, Causes.rootOf(e));
    }
  }
}
