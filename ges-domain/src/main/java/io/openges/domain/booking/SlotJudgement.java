package io.openges.domain.booking;

import io.openges.domain.capacity.Occupancy;
import io.openges.domain.capacity.Slot;
import io.openges.domain.capacity.SlotSearch;
import io.openges.domain.time.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says of every slot of a range why it is offered or not (specification 24, slot). It offers the
 * very slots that {@link io.openges.domain.capacity.FreeSlots} finds with
 * {@link SlotRules#search(BookingWish, BookingTerms, Occupancy)}, and books none.
 *
 * <p>Pure functions. Immutable and thread-safe.
 */
public final class SlotJudgement {

  private static final int KIND = 8;
  private static final int TIME = 9;
  private static final int CAPACITY = 14;

  private SlotJudgement() {}

  /**
   * Returns the slots that share some time with {@code range}, offered or not, in rising order.
   *
   * @param wish its queue, clock and wait time are used
   * @param occupancy what is taken in the range's slots, which may reach beyond the range
   */
  public static List<JudgedSlot> judge(
      BookingWish wish, BookingTerms terms, Occupancy occupancy, Interval range) {
    var search = SlotRules.search(wish, terms, occupancy);
    return search.grid().slots(range).stream()
        .map(slot -> judge(wish, search, slot))
        .toList();
  }

  private static JudgedSlot judge(BookingWish wish, SlotSearch search, Slot slot) {
    int used = search.occupancy().usedIn(slot.interval());
    int total = search.capacity().total(slot);
    var reasons = new ArrayList<Refusal>();
    if (!wish.settings().offering().scheduledEnabled()) {
      reasons.add(Refusal.of(KIND, ReasonCode.SCHEDULED_DISABLED));
    }
    time(search, slot).ifPresent(reasons::add);
    Refusal.ifClosed(search.hours(), slot.start()).ifPresent(reasons::add);
    capacity(used, total).ifPresent(reasons::add);
    boolean over = !slot.end().isAfter(wish.now());
    return new JudgedSlot(slot, used, total, over ? endless(reasons) : reasons);
  }

  /** What is over comes into reach at no time, so no reason names one. */
  private static List<Refusal> endless(List<Refusal> reasons) {
    return reasons.stream()
        .map(reason -> Refusal.of(reason.check(), reason.code()))
        .toList();
  }

  private static Optional<Refusal> time(SlotSearch search, Slot slot) {
    var start = slot.start();
    if (!start.isAfter(search.earliestStartExclusive())) {
      return Optional.of(new Refusal(TIME, ReasonCode.TOO_SOON, search.earliestStartExclusive()));
    }
    return start.isAfter(search.horizon())
        ? Optional.of(
            new Refusal(TIME, ReasonCode.BEYOND_HORIZON, start.minus(BookingTerms.HORIZON)))
        : Optional.empty();
  }

  private static Optional<Refusal> capacity(int used, int total) {
    if (total == 0) {
      return Optional.of(Refusal.of(CAPACITY, ReasonCode.CAPACITY_ZERO));
    }
    return used >= total
        ? Optional.of(Refusal.of(CAPACITY, ReasonCode.CAPACITY_FULL))
        : Optional.empty();
  }
}
