package io.openges.domain.capacity;

import static java.util.Objects.requireNonNull;

/**
 * A slot that takes at least one more scheduled callback.
 *
 * <p>Immutable and thread-safe.
 *
 * @param slot the slot
 * @param free callbacks it still takes, 1 to {@code total}
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
    if (free < 1 || free > total) {
      throw new IllegalArgumentException("free must be 1 to " + total + ": " + free);
    }
  }
}
