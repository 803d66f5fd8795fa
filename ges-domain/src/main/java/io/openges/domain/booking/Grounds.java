package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.time.Interval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a booking was refused: everything that was wrong in that moment, not only what the customer
 * was told (specification 24). It names nothing of the customer. Immutable and thread-safe.
 *
 * @param queue of whose rules it failed
 * @param at when it was judged, milliseconds, UTC
 * @param failed every check known to have failed, in the order of specification 3.2.2
 * @param unread the slot whose places were not looked at, as a rule had refused the booking before;
 *     null if there is none
 * @param settingsVersion the version it was judged by, 1 or more
 */
public record Grounds(
    QueueName queue,
    Instant at,
    List<FailedCheck> failed,
    @Nullable WantedSlot unread,
    int settingsVersion) {

  /** Checks that every part is there and copies the list. */
  public Grounds {
    requireNonNull(queue, "queue");
    requireNonNull(at, "at");
    failed = List.copyOf(failed);
  }

  /**
   * The slot a booking would have taken a place in.
   *
   * @param interval when it is
   * @param total callbacks it takes in all, 0 or more
   */
  public record WantedSlot(Interval interval, int total) {

    /** Checks that there is an interval. */
    public WantedSlot {
      requireNonNull(interval, "interval");
    }
  }
}
