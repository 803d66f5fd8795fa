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
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

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

  /** What comes after has its own time, all of it at most ten seconds (specification 3.1). */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So many wait on a node; each keeps a thread of a listener, which others need as well. */
  static final int MOST_WAITING = 50;

  private static final Reservation FREE = () -> {};

  private final ThrottleCounters counters;
  private final Runnable pause;
  private final WindowNames names;
  private final LongSupplier nanoTime;
  private final Semaphore places = new Semaphore(MOST_WAITING);

  /**
   * Makes it.
   *
   * @param names hides whose turn it is
   * @param pause lets a tenth of a second go by
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public TwinTurns(
      ThrottleCounters counters, WindowNames names, Runnable pause, LongSupplier nanoTime) {
    this.counters = requireNonNull(counters, "counters");
    this.names = requireNonNull(names, "names");
    this.pause = requireNonNull(pause, "pause");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
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
    var name = "c:" + names.of(command.tenant(), List.of(idempotency.key()));
    var counted = new Request(command.tenant(), List.of(new Counted(name, ONE)), null, now);
    return counters.reserve(counted) instanceof Verdict.Reserved reserved
        ? Optional.of(reserved.reservation())
        : Optional.empty();
  }

  /** Begins the time for which a booking may wait for its twin. */
  public Wait begin() {
    return new Wait();
  }

  /** A booking that may have to wait. Not thread-safe; one request. */
  public final class Wait implements AutoCloseable {

    private final long end = nanoTime.getAsLong() + PATIENCE.toNanos();
    private boolean inLine;

    private Wait() {}

    /**
     * Lets a moment go by, unless five seconds have or too many others wait, too.
     *
     * @return false if nothing was done
     */
    public boolean goesOn() {
      if (nanoTime.getAsLong() - end >= 0) {
        return false;
      }
      inLine = inLine || places.tryAcquire();
      if (inLine) {
        pause.run();
      }
      return inLine;
    }

    /** Makes room for others; does nothing if this never waited. */
    public void end() {
      if (inLine) {
        inLine = false;
        places.release();
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
