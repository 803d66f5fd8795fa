package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Something done at about equal intervals, with jitter, so that nodes started together do not do it
 * together. Not thread-safe, except for {@link #end}; one thread at a time.
 */
public final class Periodic implements Step {

  private final Runnable work;
  private final Duration interval;
  private final double jitter;
  private final DoubleSupplier random;
  private boolean waitsFirst;
  private Duration longest = Duration.ZERO;
  private Runnable ending = () -> {};

  /**
   * Makes the step.
   *
   * @param interval from the end of one time to the begin of the next, if there were no jitter
   * @param jitter by which part of the interval it may be longer or shorter, 0 to 1
   * @param random numbers from 0, inclusive, to 1, exclusive
   */
  public Periodic(Runnable work, Duration interval, double jitter, DoubleSupplier random) {
    this.work = requireNonNull(work, "work");
    this.interval = requireNonNull(interval, "interval");
    this.jitter = jitter;
    this.random = requireNonNull(random, "random");
  }

  /** Makes a step without jitter. */
  public static Periodic every(Duration interval, Runnable work) {
    return new Periodic(work, interval, 0, () -> 0);
  }

  /** Lets an interval pass before the first time; returns this. */
  public Periodic waitingFirst() {
    waitsFirst = true;
    return this;
  }

  /** Lets the work take {@code most} before it counts as stuck; returns this. */
  public Periodic lasting(Duration most) {
    longest = requireNonNull(most, "most");
    return this;
  }

  /** Has {@code ending} end the work early, if it is asked to; returns this. */
  public Periodic endedBy(Runnable ending) {
    this.ending = requireNonNull(ending, "ending");
    return this;
  }

  @Override
  public void end() {
    ending.run();
  }

  @Override
  public Duration longest() {
    return longest;
  }

  @Override
  public Duration run() {
    if (waitsFirst) {
      waitsFirst = false;
      return pause();
    }
    work.run();
    return pause();
  }

  private Duration pause() {
    double factor = 1 + jitter * (2 * random.getAsDouble() - 1);
    return Duration.ofNanos((long) (interval.toNanos() * factor));
  }
}
