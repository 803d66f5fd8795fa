package io.openges.domain.capacity;

import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts all time into slots along the local clock of a zone (specification 8.1).
 *
 * <p>The slot of an instant starts at the instant's local time floored to a multiple of the length,
 * or at the last change of the zone's offset if that is later; it ends where the next one starts.
 * So every change of the offset starts a slot, slots neither overlap nor leave a gap, none is
 * longer than the length, and those next to a change may be shorter. Local times that the clock
 * skips have no slot, those it shows twice have two.
 *
 * <p>Immutable and thread-safe. Equal to another of the same zone and length.
 */
public final class SlotGrid {

  private static final Set<Integer> LENGTHS = Set.of(5, 10, 15, 20, 30, 60, 120);

  private final ZoneId zone;
  private final ZoneRules rules;
  private final Duration length;

  private SlotGrid(ZoneId zone, int minutes) {
    this.zone = zone;
    this.rules = zone.getRules();
    this.length = Duration.ofMinutes(minutes);
  }

  /**
   * Returns the grid of a zone.
   *
   * @param minutes nominal length of a slot: 5, 10, 15, 20, 30, 60 or 120
   * @throws IllegalArgumentException if it is another
   */
  public static SlotGrid of(ZoneId zone, int minutes) {
    if (!LENGTHS.contains(minutes)) {
      throw new IllegalArgumentException(
          "slot length must be 5, 10, 15, 20, 30, 60 or 120 minutes: " + minutes);
    }
    return new SlotGrid(zone, minutes);
  }

  /** Returns the zone whose clock cuts the slots. */
  public ZoneId zone() {
    return zone;
  }

  /** Returns the nominal length of a slot, 5 to 120 minutes. */
  public Duration length() {
    return length;
  }

  /** Returns the slot that contains an instant. */
  public Slot slotAt(Instant instant) {
    var span = spanAt(instant);
    return span.slot(span.startOfSlotAt(instant.getEpochSecond()), length);
  }

  /**
   * Returns the slots that share some time with a range, whole and in rising order: their end is
   * after the range's start and their start before its end.
   */
  public List<Slot> slots(Interval range) {
    var span = spanAt(range.start());
    long start = span.startOfSlotAt(range.start().getEpochSecond());
    var result = new ArrayList<Slot>();
    while (Instant.ofEpochSecond(start).isBefore(range.end())) {
      var slot = span.slot(start, length);
      result.add(slot);
      start = slot.end().getEpochSecond();
      if (start >= span.end) {
        span = spanAt(slot.end());
      }
    }
    return List.copyOf(result);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SlotGrid that && zone.equals(that.zone) && length.equals(that.length);
  }

  @Override
  public int hashCode() {
    return Objects.hash(zone, length);
  }

  @Override
  public String toString() {
    return "SlotGrid[" + zone + ", " + length + "]";
  }

  private Span spanAt(Instant instant) {
    var second = Instant.ofEpochSecond(instant.getEpochSecond());
    // asked just after the second, so that a change at the very second is the last one
    var last = rules.previousTransition(second.plusNanos(1));
    var next = rules.nextTransition(second);
    return new Span(
        secondOf(last, Long.MIN_VALUE),
        secondOf(next, Long.MAX_VALUE),
        rules.getOffset(second).getTotalSeconds(),
        length.toSeconds());
  }

  private static long secondOf(@Nullable ZoneOffsetTransition change, long otherwise) {
    return change == null ? otherwise : change.toEpochSecond();
  }

  /** The time between two changes of the offset, in seconds since 1970 and seconds. */
  private record Span(long start, long end, int offset, long step) {

    long startOfSlotAt(long second) {
      return Math.max(start, second - Math.floorMod(second + offset, step));
    }

    Slot slot(long slotStart, Duration nominalLength) {
      long nextOnClock = slotStart + step - Math.floorMod(slotStart + offset, step);
      var interval = new Interval(
          Instant.ofEpochSecond(slotStart), Instant.ofEpochSecond(Math.min(end, nextOnClock)));
      return new Slot(interval, nominalLength);
    }
  }
}
