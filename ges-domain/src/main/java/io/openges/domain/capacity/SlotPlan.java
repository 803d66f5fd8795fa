package io.openges.domain.capacity;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a queue's time is cut into slots and what each of them takes (specification 8.1 and 8.2), out
 * of the queue's own figures and the capacity rule in force.
 *
 * <p>With a rule, slots are as long as the greatest common divisor of the queue's length and the
 * rule's cells, so that each lies in one cell and in one slot of the queue's own. A cell's number
 * is shared out over its slots, the remainder to the earliest; in a blank cell the queue's number,
 * which is meant for its own slot length, is shared out likewise. Which cell a slot belongs to says
 * the local time at its start; so a repeated hour has its cell's number twice, and a skipped one
 * loses it. A slot cut short by a change of the clock takes its share, rounded up.
 *
 * <p>Immutable and thread-safe.
 *
 * @param zone whose clock cuts the slots and reads the rule
 * @param slotMinutes the queue's own slot length: 5, 10, 15, 20, 30, 60 or 120 minutes
 * @param callbacksPerSlot what the queue takes in a slot of that length, 0 or more
 * @param rule the capacity rule assigned to the queue, null if there is none
 */
public record SlotPlan(
    ZoneId zone,
    int slotMinutes,
    int callbacksPerSlot,
    @Nullable CapacityRule rule) {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public SlotPlan {
    requireNonNull(zone, "zone");
    SlotGrid.of(zone, slotMinutes);
    SlotCapacity.perSlot(callbacksPerSlot);
  }

  /** Returns the nominal length of the slots, 5 to 120 minutes. */
  public int lengthMinutes() {
    return rule == null
        ? slotMinutes
        : BigInteger.valueOf(slotMinutes)
            .gcd(BigInteger.valueOf(rule.cellMinutes()))
            .intValue();
  }

  /** Returns the grid of slots. */
  public SlotGrid grid() {
    return SlotGrid.of(zone, lengthMinutes());
  }

  /** Returns what each slot of {@link #grid()} takes. */
  public SlotCapacity capacity() {
    if (rule == null) {
      return SlotCapacity.perSlot(callbacksPerSlot);
    }
    var assigned = rule;
    int length = lengthMinutes();
    return slot -> slot.shareOf(nominal(assigned, length, slot));
  }

  /** What the slot would take at full length. */
  private int nominal(CapacityRule assigned, int length, Slot slot) {
    var local = slot.start().atZone(zone);
    var time = local.toLocalTime();
    var cell = assigned.callbacksAt(local.getDayOfWeek(), time);
    return cell.isPresent()
        ? part(cell.getAsInt(), assigned.cellMinutes() / length, length, time)
        : part(callbacksPerSlot, slotMinutes / length, length, time);
  }

  private static int part(int callbacks, int parts, int length, LocalTime time) {
    int minute = time.getHour() * 60 + time.getMinute();
    return Split.part(callbacks, parts, minute / length % parts);
  }
}
