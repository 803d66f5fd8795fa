package io.openges.ports.driven.throttle;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.Limits.Window;
import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: counts accepted bookings in sliding windows (specification 9). A window is exact:
 * with a limit of n, no stretch of time of its length, its end excluded, ever contains more than n
 * of the reservations that were made and not released, by the order and the clock of whoever keeps
 * them.
 *
 * <p>Never throws and never keeps a caller waiting for long: whoever keeps the counters may be
 * away, and then each node counts by itself, with its share of the limit.
 *
 * <p>Safe for use by many threads at once, and by many processes that share the counters. Every
 * implementation passes {@code ThrottleCountersContract}.
 */
public interface ThrottleCounters {

  /**
   * How long after the first of them twins are still counted as one, and how long after the last of
   * them what they share can still be taken out again.
   */
  Duration TWINS_MEET = Duration.ofSeconds(30);

  /** Counts one more in every window, or in none if one of them is full; atomic over all. */
  Verdict reserve(Request request);

  /**
   * Returns for each window how long it takes until it would let one more pass, zero where it would
   * now; counts nothing.
   */
  List<Duration> look(Request request);

  /**
   * One booking.
   *
   * @param tenant whose
   * @param counted what it is counted in; the limits of one name may change from call to call
   * @param twin names the booking to those that are the same one sent twice, which are counted once
   *     while they are under way together, null if there can be none
   * @param at now, milliseconds, UTC
   */
  record Request(
      TenantId tenant, List<Counted> counted, @Nullable String twin, Instant at) {

    /** Checks that every part is there and copies the list. */
    public Request {
      requireNonNull(tenant, "tenant");
      requireNonNull(at, "at");
      counted = List.copyOf(counted);
    }
  }

  /**
   * A window of a request.
   *
   * @param name what is counted together, unique within the tenant; what is personal is hidden in
   *     it as well as the installation can
   * @param window how many in how long; not off
   */
  record Counted(String name, Window window) {

    /**
     * Checks that every part is there.
     *
     * @throws IllegalArgumentException if the window is off
     */
    public Counted {
      requireNonNull(name, "name");
      if (window.isOff()) {
        throw new IllegalArgumentException(name + " has no limit");
      }
    }
  }

  /** Whether a booking is counted. */
  sealed interface Verdict {

    /**
     * It is counted.
     *
     * @param reservation gives it back
     */
    record Reserved(Reservation reservation) implements Verdict {}

    /**
     * A window is full; nothing was counted.
     *
     * @param waits for each window how long it takes until it lets one more pass, zero where it
     *     would now; at least one is not
     */
    record Full(List<Duration> waits) implements Verdict {

      /** Copies the list. */
      public Full {
        waits = List.copyOf(waits);
      }
    }
  }

  /** What was counted for a booking. Safe for use by many threads at once. */
  interface Reservation {

    /**
     * Takes the booking out again, as nothing came of it; best effort, and never throws. What is
     * counted for twins goes with the last of them, whether or not others of their name were
     * counted since. Whoever ends without this stays counted; so may who can have twins and comes
     * later than {@link ThrottleCounters#TWINS_MEET} after the last of them was counted: better one
     * too few than one too many. To be called once at most.
     */
    void release();
  }
}
