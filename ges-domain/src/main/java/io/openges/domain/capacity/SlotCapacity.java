package io.openges.domain.capacity;

/**
 * How many scheduled callbacks each slot of a queue takes (specification 8.2).
 *
 * <p>Implementations are immutable and safe for use by many threads at once, and always give the
 * same answer for the same slot.
 */
@FunctionalInterface
public interface SlotCapacity {

  /** Returns how many callbacks the slot takes, 0 or more. */
  int total(Slot slot);

  /**
   * Returns the capacity of a queue without a rule: the same for every slot of nominal length, and
   * for a shorter one its share, rounded up (specification 8.1).
   *
   * @param maxCallbacksPerSlot callbacks per slot of nominal length, 0 or more
   * @throws IllegalArgumentException if it is negative
   */
  static SlotCapacity perSlot(int maxCallbacksPerSlot) {
    if (maxCallbacksPerSlot < 0) {
      throw new IllegalArgumentException("capacity must be 0 or more: " + maxCallbacksPerSlot);
    }
    return slot -> slot.shareOf(maxCallbacksPerSlot);
  }
}
