package io.openges.domain.booking;

import io.openges.domain.phone.NumberJudgement;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All a booking is judged by, gathered before: the rules fetch nothing. Immutable and thread-safe.
 *
 * @param settings the queue's row
 * @param now the one reading of the clock for this request
 * @param desiredTime when the call is wanted, null for as soon as may be
 * @param alwaysCheckCapacity whether even a near time takes a place in a slot
 * @param waitTime the queue's estimated wait
 * @param customer who is to be called
 */
public record BookingWish(
    QueueSettings settings,
    Instant now,
    @Nullable Instant desiredTime,
    boolean alwaysCheckCapacity,
    WaitTime waitTime,
    Customer customer) {

  /**
   * Who is to be called. Immutable and thread-safe.
   *
   * @param hasPushTarget whether a device to notify was named
   * @param number what is thought of the number, null where no number is asked for
   */
  public record Customer(boolean hasPushTarget, @Nullable NumberJudgement number) {

    /** Nobody in particular: only the queue is asked. */
    public static final Customer ANYBODY = new Customer(true, null);
  }
}
