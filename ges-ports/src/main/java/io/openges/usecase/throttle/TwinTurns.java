package io.openges.usecase.throttle;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.Limits.Window;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driven.throttle.ThrottleCounters.Counted;
import io.openges.ports.driven.throttle.ThrottleCounters.Request;
import io.openges.ports.driven.throttle.ThrottleCounters.Reservation;
import io.openges.ports.driven.throttle.ThrottleCounters.Verdict;
import io.openges.ports.driving.callback.BookCallback.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets a booking that is sent twice at once spend its CAPTCHA token once: the service takes none
 * twice, so twins go one after the other, over all nodes (specification 3.1). What needs no token
 * meets its twin in the booking's own transaction. While Redis is away, twins on different nodes
 * may go together, and one may be told that its token is spent. Safe for use by many threads at
 * once.
 */
public final class TwinTurns {

  /** One at a time; whoever ends without saying so lets the next one go after this time. */
  private static final Window ONE = new Window(1, Duration.ofSeconds(20));

  /** With a tenth of a second each it waits less long than a request may take. */
  private static final int MOST_PAUSES = 50;

  private static final Reservation FREE = () -> {};

  private final ThrottleCounters counters;
  private final Runnable pause;

  /**
   * Makes it.
   *
   * @param pause lets a tenth of a second go by
   */
  public TwinTurns(ThrottleCounters counters, Runnable pause) {
    this.counters = requireNonNull(counters, "counters");
    this.pause = requireNonNull(pause, "pause");
  }

  /**
   * Returns the turn of a booking, to be released whatever came of it; empty while it is its
   * twin's.
   */
  public Optional<Reservation> take(Command command, Instant now) {
    var idempotency = command.extras().idempotency();
    var proof = command.extras().proof();
    if (idempotency == null || proof == null || proof.isEmpty()) {
      return Optional.of(FREE);
    }
    var name = "c:" + Digest.of(idempotency.key());
    var counted = new Request(command.tenant(), List.of(new Counted(name, ONE)), null, now);
    return counters.reserve(counted) instanceof Verdict.Reserved reserved
        ? Optional.of(reserved.reservation())
        : Optional.empty();
  }

  /**
   * Lets a moment go by, unless that was done too often.
   *
   * @param before how often it was done
   * @return false if nothing was done
   */
  public boolean waits(int before) {
    if (before >= MOST_PAUSES) {
      return false;
    }
    pause.run();
    return true;
  }
}
