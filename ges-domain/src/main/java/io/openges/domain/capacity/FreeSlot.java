package io.openges.domain.capacity;

import static java.util.Objects.requireNonNull;

/**
 * A slot on offer, with how much is left of it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param slot the slot
 * @param free callbacks it still takes, 0 (only where full slots are asked for) to {@code total}
 * @param total callbacks it takes in all
 */
public record FreeSlot(Slot slot, int free, int total) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if {@code free} is out of range
   */
  public FreeSlot {
    requireNonNull(slot, "slot");
    if (free < 0 || free > total) {
      throw new IllegalArgumentException("free must be 0 to " + total + ": " + free);
    }
  }
}
