package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driving.dispatch.DispatchDue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Hands over what is due: round after round while there is work, else asleep until the next
 * callback wakes. What this node commits wakes it by {@link #accept}; what others commit is seen by
 * looking once a second. Safe for use by many threads at once; run by one.
 */
public final class Dispatcher implements Step, Consumer<Instant> {

  /** How long a change of another node may stay unseen. */
  static final Duration POLL = Duration.ofSeconds(1);

  /** Keeps a callback that is locked elsewhere from being asked for without end. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(2);

  private final DispatchDue dispatch;
  private final InstantSource clock;
  private final Alarm alarm;
  private Instant earliest = Instant.MAX;
  private Instant plannedWake = Instant.MIN;

  /**
   * Makes a dispatcher.
   *
   * @param alarm rings when it is to run before its time
   */
  public Dispatcher(DispatchDue dispatch, InstantSource clock, Alarm alarm) {
    this.dispatch = requireNonNull(dispatch, "dispatch");
    this.clock = requireNonNull(clock, "clock");
    this.alarm = requireNonNull(alarm, "alarm");
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

  @Override
  public Duration run() {
    forget();
    var round = dispatch.run();
    if (round.full()) {
      return Duration.ZERO;
    }
    var next = round.nextWake().orElse(Instant.MAX);
    return plan(next);
  }

  // While a round runs, nobody rings: what comes in is looked at when the round is over.
  private synchronized void forget() {
    earliest = Instant.MAX;
    plannedWake = Instant.MIN;
  }

  private synchronized Duration plan(Instant nextWake) {
    var now = clock.instant();
    var next = nextWake.isBefore(earliest) ? nextWake : earliest;
    var latest = now.plus(POLL);
    plannedWake = next.isBefore(latest) ? next : latest;
    var rest = Duration.between(now, plannedWake);
    return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
  }
}
