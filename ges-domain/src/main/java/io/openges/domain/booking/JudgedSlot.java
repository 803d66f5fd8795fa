package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import io.openges.domain.capacity.Slot;
import java.util.List;

/**
 * A slot with everything that stands against offering it (specification 24, slot). Immutable and
 * thread-safe.
 *
 * @param slot the slot
 * @param used callbacks that hold a place in it, 0 or more; more than {@code total} where capacity
 *     was lowered
 * @param total callbacks it takes in all, 0 or more
 * @param reasons every check it fails, in the order of specification 3.2.2; empty if it is offered
 */
public record JudgedSlot(Slot slot, int used, int total, List<Refusal> reasons) {

  /** Checks that there is a slot and copies the list. */
  public JudgedSlot {
    requireNonNull(slot, "slot");
    reasons = List.copyOf(reasons);
  }

  /** Says whether it can be booked. */
  public boolean offered() {
    return reasons.isEmpty();
  }
}
