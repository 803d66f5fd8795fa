package io.openges.app.installation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock far in the future that a test can move, and that goes on or stands still. It must never
 * stand where a retry is waited for, for those are a second later. Safe for use by many threads at
 * once.
 */
public final class TestClock implements InstantSource {

  /** A Monday without any change of time zones near. */
  public static final Instant MONDAY_AT_TEN = Instant.parse("2035-03-05T10:00:00Z");

  private final AtomicReference<Reading> reading;

  /** Makes a clock that goes on from {@code start}. */
  public TestClock(Instant start) {
    this.reading = new AtomicReference<>(new Reading(start, System.nanoTime(), true));
  }

  @Override
  public Instant instant() {
    return requireNonNull(reading.get()).now();
  }

  /** Moves the clock on; whether it goes stays as it is. */
  public void advance(Duration duration) {
    reading.updateAndGet(
        last -> new Reading(last.now().plus(duration), System.nanoTime(), last.goes()));
  }

  /** Sets the clock; it goes on from there. */
  public void goFrom(Instant time) {
    reading.set(new Reading(time, System.nanoTime(), true));
  }

  /** Sets the clock; it stands there. */
  public void standAt(Instant time) {
    reading.set(new Reading(time, 0, false));
  }

  private record Reading(Instant time, long atNanos, boolean goes) {

    Instant now() {
      return goes ? time.plusNanos(System.nanoTime() - atNanos) : time;
    }
  }
}
