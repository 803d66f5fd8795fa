package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One failed check of a refused booking, with its figures if it is about a slot (specification 24).
 * Immutable and thread-safe.
 *
 * @param refusal what failed
 * @param figures of the slot, null where no slot is concerned or nobody knows them
 */
public record FailedCheck(Refusal refusal, @Nullable Figures figures) {

  private static final int CAPACITY = 14;

  /** Checks that there is a refusal. */
  public FailedCheck {
    requireNonNull(refusal, "refusal");
  }

  /** Returns the check without figures. */
  public static FailedCheck of(Refusal refusal) {
    return new FailedCheck(refusal, null);
  }

  /** Returns the failure of a slot that takes no more callbacks. */
  public static FailedCheck full(Figures figures) {
    var code = figures.total() == 0 ? ReasonCode.CAPACITY_ZERO : ReasonCode.CAPACITY_FULL;
    return new FailedCheck(Refusal.of(CAPACITY, code), figures);
  }

  /**
   * The state of a slot.
   *
   * @param slot its start, milliseconds, UTC
   * @param used callbacks that hold a place in it, 0 or more
   * @param total callbacks it takes in all, 0 or more
   */
  public record Figures(Instant slot, int used, int total) {

    /** Checks that there is a slot. */
    public Figures {
      requireNonNull(slot, "slot");
    }

    /** Says whether the slot takes no more callbacks. */
    public boolean isFull() {
      return used >= total;
    }
  }
}
