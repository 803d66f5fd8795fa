package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import io.openges.usecase.GesRunner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Keeps when the dispatcher is to wake, and wakes it when something is to be done sooner. Safe for
 * use by many threads at once.
 */
public final class Wakeups implements Consumer<Instant> {

  /** How long a change of another node may stay unseen. */
  static final Duration POLL = GesRunner.LOOK;

  /** Keeps a callback that is locked elsewhere from being asked for without end. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(2);

  private final InstantSource clock;
  private final Alarm alarm = new Alarm();
  private Instant earliest = Instant.MAX;
  private Instant plannedWake = Instant.MIN;

  /** Makes the signal; the dispatcher counts as awake. */
  public Wakeups(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /** Returns what rings when the dispatcher is to run before its time. */
  public Alarm alarm() {
    return alarm;
  }

  /** Takes note that a callback wakes at {@code wakeAt}; returns at once. */
  @Override
  public void accept(Instant wakeAt) {
    boolean sooner;
    synchronized (this) {
      earliest = wakeAt.isBefore(earliest) ? wakeAt : earliest;
      sooner = wakeAt.isBefore(plannedWake);
    }
    if (sooner) {
      alarm.ring();
    }
  }

  /** Notes that the dispatcher looks now: nobody rings until it plans its rest. */
  synchronized void beginRound() {
    earliest = Instant.MAX;
    plannedWake = Instant.MIN;
  }

  /** Returns how long to rest until {@code nextWake}, or what came in during the round. */
  synchronized Duration restUntil(Instant nextWake) {
    var now = clock.instant();
    var next = nextWake.isBefore(earliest) ? nextWake : earliest;
    var latest = now.plus(POLL);
    plannedWake = next.isBefore(latest) ? next : latest;
    var rest = Duration.between(now, plannedWake);
    return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
  }
}
