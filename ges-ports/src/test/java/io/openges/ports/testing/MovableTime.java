package io.openges.ports.testing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads at once. */
public final class MovableTime implements InstantSource {

  private final AtomicReference<Instant> now;

  /** Makes a clock that shows {@code start}. */
  public MovableTime(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** Returns what the clock shows. */
  @Override
  public Instant instant() {
    return requireNonNull(now.get());
  }

  /** Moves the clock on by {@code duration}, or back if that is negative. */
  public void advance(Duration duration) {
    now.updateAndGet(time -> time.plus(duration));
  }

  /** Sets the clock to {@code time}. */
  public void set(Instant time) {
    now.set(time);
  }
}
