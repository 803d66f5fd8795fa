package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driving.dispatch.DispatchDue;
import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * Helps the dispatcher while there is more to hand over than fits into a round: the one asks
 * PostgreSQL while the other asks the voice platform. Rests until it is called. Not thread-safe,
 * except for {@link #call}; one thread at a time.
 */
public final class SecondDispatcher implements Step {

  private static final Duration UNTIL_CALLED = Duration.ofHours(1);

  private final DispatchDue dispatch;
  private final IntConsumer claimed;
  private final Alarm alarm = new Alarm();

  /**
   * Makes it; to be given to a worker.
   *
   * @param claimed told after each round how many callbacks it claimed
   */
  public SecondDispatcher(DispatchDue dispatch, IntConsumer claimed) {
    this.dispatch = requireNonNull(dispatch, "dispatch");
    this.claimed = requireNonNull(claimed, "claimed");
  }

  /** Returns what wakes it. */
  public Alarm alarm() {
    return alarm;
  }

  /** Calls it for help; returns at once. */
  public void call() {
    alarm.ring();
  }

  @Override
  public Duration run() {
    var round = dispatch.run();
    claimed.accept(round.claimed());
    // what cannot be handed over is left to the first, which pauses and then calls again
    return round.full() && round.failed() == 0 ? Duration.ZERO : UNTIL_CALLED;
  }
}
