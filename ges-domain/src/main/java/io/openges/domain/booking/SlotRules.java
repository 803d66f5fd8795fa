package io.openges.domain.booking;

import io.openges.domain.capacity.Occupancy;
import io.openges.domain.capacity.SlotCapacity;
import io.openges.domain.capacity.SlotGrid;
import io.openges.domain.capacity.SlotSearch;
import io.openges.domain.queue.QueueSettings;
import java.time.Instant;

/**
 * The slots of a queue, so that what is offered and what is booked come from one place
 * (specification 8). Pure functions. Immutable and thread-safe.
 */
public final class SlotRules {

  private SlotRules() {}

  /** Returns the queue's grid of slots, in the zone of its business hours. */
  public static SlotGrid grid(QueueSettings settings) {
    return settings.slotPlan().grid();
  }

  /** Returns how many callbacks each slot of the queue can take. */
  public static SlotCapacity capacity(QueueSettings settings) {
    return settings.slotPlan().capacity();
  }

  /**
   * Returns the search for slots that can be booked as SCHEDULED (specification 3.5).
   *
   * @param wish its clock, wait time and queue are used
   * @param occupancy what is taken already
   */
  public static SlotSearch search(BookingWish wish, BookingTerms terms, Occupancy occupancy) {
    var settings = wish.settings();
    long margin =
        Math.max(Placement.nearSeconds(wish, terms), settings.offering().minLeadTimeSeconds());
    return search(wish, occupancy, wish.now().plusSeconds(margin));
  }

  /** Returns the search for slots that end after the wait is over: for SLOT_WOULD_BE_MISSED. */
  public static SlotSearch search(BookingWish wish, Occupancy occupancy, Instant startAfter) {
    var settings = wish.settings();
    return new SlotSearch(
        settings.hours(),
        grid(settings),
        capacity(settings),
        occupancy,
        startAfter,
        wish.now().plus(BookingTerms.HORIZON));
  }
}
