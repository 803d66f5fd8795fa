package io.openges.domain.capacity;

import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the slots that can be booked (specification 3.2 and 3.5): their start is open and within
 * the search's bounds, and they take at least one more callback.
 *
 * <p>Immutable and thread-safe.
 */
public final class FreeSlots {

  /** Time looked through at once for the nearest; the first step nearly always suffices. */
  private static final Duration STEP = Duration.ofHours(6);

  private FreeSlots() {}

  /** Returns the free slots that share some time with a range, in rising order. */
  public static List<FreeSlot> inRange(SlotSearch search, Interval range) {
    return openInRange(search, range).stream().filter(slot -> slot.free() > 0).toList();
  }

  /**
   * Returns the slots that share some time with a range and could be booked but for being full, in
   * rising order: those of {@link #inRange} and the full ones with 0 free places (reportBusy,
   * specification 3.5).
   */
  public static List<FreeSlot> openInRange(SlotSearch search, Interval range) {
    var slots = search.grid().slots(range);
    var covered = new Interval(slots.get(0).start(), slots.get(slots.size() - 1).end());
    var open = search.hours().openIntervals(covered);
    var result = new ArrayList<FreeSlot>();
    int next = 0;
    for (var slot : slots) {
      while (next < open.size() && !open.get(next).end().isAfter(slot.start())) {
        next++;
      }
      boolean startsOpen = next < open.size() && open.get(next).contains(slot.start());
      if (startsOpen && search.reaches(slot.start())) {
        addIfOffered(search, slot, result);
      }
    }
    return List.copyOf(result);
  }

  /**
   * Returns the free slots nearest to a wish that could not be met: first those after it in rising
   * order, then, if they are fewer than {@code limit}, those before it, nearest first. The slot
   * that contains the wish is never among them: it was just refused.
   *
   * @param wish the instant asked for
   * @param limit how many to return at most, 0 or more
   */
  public static List<FreeSlot> nearest(SlotSearch search, Instant wish, int limit) {
    var wished = search.grid().slotAt(wish);
    var result = new ArrayList<FreeSlot>();
    addAfter(search, wished.end(), limit, result);
    addBefore(search, wished.start(), limit, result);
    return List.copyOf(result);
  }

  private static void addAfter(SlotSearch search, Instant from, int limit, List<FreeSlot> result) {
    // the slot of the earliest start may begin before it, so the walk begins with that slot
    var at = later(from, search.grid().slotAt(search.earliestStartExclusive()).start());
    while (result.size() < limit && !at.isAfter(search.horizon())) {
      var step = Interval.startingAt(at, STEP);
      addUpTo(limit, startingIn(search, step), result);
      at = step.end();
    }
  }

  private static void addBefore(
      SlotSearch search, Instant before, int limit, List<FreeSlot> result) {
    var afterHorizon = search.horizon().plusMillis(1);
    var at = afterHorizon.isBefore(before) ? afterHorizon : before;
    while (result.size() < limit && at.isAfter(search.earliestStartExclusive())) {
      var step = new Interval(at.minus(STEP), at);
      var slots = new ArrayList<>(startingIn(search, step));
      Collections.reverse(slots);
      addUpTo(limit, slots, result);
      at = step.start();
    }
  }

  /** Those that start in the range; the first may have begun before it. */
  private static List<FreeSlot> startingIn(SlotSearch search, Interval range) {
    return inRange(search, range).stream()
        .filter(free -> range.contains(free.slot().start()))
        .toList();
  }

  private static void addIfOffered(SlotSearch search, Slot slot, List<FreeSlot> result) {
    int total = search.capacity().total(slot);
    int free = Math.max(0, total - search.occupancy().usedIn(slot.interval()));
    if (total > 0) {
      result.add(new FreeSlot(slot, free, total));
    }
  }

  private static void addUpTo(int limit, List<FreeSlot> slots, List<FreeSlot> result) {
    result.addAll(slots.subList(0, Math.min(slots.size(), limit - result.size())));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
