package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driving.dispatch.DispatchDue;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;

/**
 * Hands over what is due: round after round while there is work, else asleep until the next
 * callback wakes. What this node commits wakes it through {@link Wakeups}; what others commit is
 * seen by looking once a second. Not thread-safe; one thread at a time.
 */
public final class Dispatcher implements Step {

  private final DispatchDue dispatch;
  private final Wakeups wakeups;
  private final Backoff backoff;
  private final IntConsumer claimed;
  private int failures;

  /**
   * Makes a dispatcher.
   *
   * @param backoff how long to wait while what is due cannot be handed over
   * @param claimed told after each round how many callbacks it claimed
   */
  public Dispatcher(DispatchDue dispatch, Wakeups wakeups, Backoff backoff, IntConsumer claimed) {
    this.dispatch = requireNonNull(dispatch, "dispatch");
    this.wakeups = requireNonNull(wakeups, "wakeups");
    this.backoff = requireNonNull(backoff, "backoff");
    this.claimed = requireNonNull(claimed, "claimed");
  }

  @Override
  public Duration run() {
    wakeups.beginRound();
    var round = dispatch.run();
    claimed.accept(round.claimed());
    if (round.failed() > 0) {
      failures++;
      return backoff.after(failures);
    }
    failures = 0;
    return round.full() ? Duration.ZERO : wakeups.restUntil(round.nextWake().orElse(Instant.MAX));
  }
}
