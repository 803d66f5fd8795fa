package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Works when it is called, until nothing is left; rests otherwise. Not thread-safe, except for
 * {@link #call}; one thread at a time.
 */
public final class OnCall implements Step {

  private static final Duration UNTIL_CALLED = Duration.ofHours(1);

  private final BooleanSupplier work;
  private final Duration longest;
  private final Alarm alarm = new Alarm();

  /**
   * Makes it; to be given to a worker.
   *
   * @param work does some of what there is; says whether there was anything
   * @param longest how long one time may take before it counts as stuck
   */
  public OnCall(BooleanSupplier work, Duration longest) {
    this.work = requireNonNull(work, "work");
    this.longest = requireNonNull(longest, "longest");
  }

  /** Returns what wakes it. */
  public Alarm alarm() {
    return alarm;
  }

  /** Says that there may be something to do; returns at once. */
  public void call() {
    alarm.ring();
  }

  @Override
  public Duration longest() {
    return longest;
  }

  @Override
  public Duration run() {
    return work.getAsBoolean() ? Duration.ZERO : UNTIL_CALLED;
  }
}
