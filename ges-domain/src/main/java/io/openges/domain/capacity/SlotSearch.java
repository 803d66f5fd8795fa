package io.openges.domain.capacity;

import static java.util.Objects.requireNonNull;

import io.openges.domain.hours.BusinessHours;
import java.time.Instant;

/**
 * What decides which slots of a queue can be booked.
 *
 * <p>Immutable and thread-safe.
 *
 * @param hours when the office is open
 * @param grid the queue's slots
 * @param capacity what each slot takes
 * @param occupancy what each slot holds
 * @param earliestStartExclusive a slot must start after this instant
 * @param horizon a slot must start at this instant or before
 */
public record SlotSearch(
    BusinessHours hours,
    SlotGrid grid,
    SlotCapacity capacity,
    Occupancy occupancy,
    Instant earliestStartExclusive,
    Instant horizon) {

  /** Checks that all is there. */
  public SlotSearch {
    requireNonNull(hours, "hours");
    requireNonNull(grid, "grid");
    requireNonNull(capacity, "capacity");
    requireNonNull(occupancy, "occupancy");
    requireNonNull(earliestStartExclusive, "earliestStartExclusive");
    requireNonNull(horizon, "horizon");
  }

  /** Says whether a slot that starts at {@code start} is neither too soon nor too far away. */
  boolean reaches(Instant start) {
    return start.isAfter(earliestStartExclusive) && !start.isAfter(horizon);
  }
}
