package io.openges.domain.capacity;

import io.openges.domain.rule.RuleName;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A week of capacities that replace those of the queues it is assigned to (specification 8.2): for
 * each weekday and each cell of 30 or 60 minutes of local time a number of callbacks, or nothing.
 *
 * <p>A rule has no zone of its own: its cells are read on the clock of each queue's business hours.
 * A cell without a number leaves the queue's own number in force.
 *
 * <p>Immutable and thread-safe. Equal to another with equal name, cell length and cells, if both or
 * none can be read.
 */
public final class CapacityRule {

  /** Most callbacks a cell may have. */
  public static final int MAX_CALLBACKS = 10_000;

  private static final int BLANK = -1;
  private static final int DAYS = 7;
  private static final int MINUTES_OF_DAY = 1440;
  private static final int HALF_HOUR = 30;
  private static final int HOUR = 60;

  private final String name;
  private final int cellMinutes;
  /** Callbacks of each cell from Monday 00:00 on, {@link #BLANK} where there is no number. */
  private final int[] cells;

  private final boolean isReadable;

  private CapacityRule(String name, int cellMinutes, int[] cells) {
    this(name, cellMinutes, cells, true);
  }

  private CapacityRule(String name, int cellMinutes, int[] cells, boolean isReadable) {
    this.name = name;
    this.cellMinutes = cellMinutes;
    this.cells = cells;
    this.isReadable = isReadable;
  }

  /**
   * Returns a rule without numbers.
   *
   * @param name 1 to 64 characters
   * @param cellMinutes length of a cell: 30 or 60
   * @throws IllegalArgumentException if either is out of range
   */
  public static CapacityRule blank(String name, int cellMinutes) {
    RuleName.checked(name);
    requireLength(cellMinutes);
    var cells = new int[DAYS * MINUTES_OF_DAY / cellMinutes];
    Arrays.fill(cells, BLANK);
    return new CapacityRule(name, cellMinutes, cells);
  }

  /**
   * Returns what stands for a rule that cannot be read: as it may allow less than the row's own
   * number, it takes nothing at any time.
   *
   * @param name 1 to 64 characters
   * @throws IllegalArgumentException if it cannot be a name
   */
  public static CapacityRule unreadable(String name) {
    var blank = blank(name, HOUR);
    return new CapacityRule(name, HOUR, new int[blank.cells.length], false);
  }

  /** Says whether it is a rule at all, not what stands for one. */
  public boolean isReadable() {
    return isReadable;
  }

  /** Returns the name, unique among the tenant's rules. */
  public String name() {
    return name;
  }

  /** Returns the length of a cell, 30 or 60 minutes. */
  public int cellMinutes() {
    return cellMinutes;
  }

  /** Returns the callbacks of the cell that a local time lies in, 0 or more; empty if blank. */
  public OptionalInt callbacksAt(DayOfWeek day, LocalTime time) {
    int callbacks = cells[indexOf(day, time)];
    return callbacks == BLANK ? OptionalInt.empty() : OptionalInt.of(callbacks);
  }

  /** Returns the numbers of all cells that have one, by weekday and the cell's first minute. */
  public Map<DayOfWeek, Map<LocalTime, Integer>> filledCells() {
    var days = new EnumMap<DayOfWeek, Map<LocalTime, Integer>>(DayOfWeek.class);
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] != BLANK) {
        days.computeIfAbsent(dayOf(cell), day -> new TreeMap<>()).put(timeOf(cell), cells[cell]);
      }
    }
    days.replaceAll((day, times) -> Collections.unmodifiableMap(times));
    return Collections.unmodifiableMap(days);
  }

  /** Says whether {@code time} is the first minute of a cell. */
  public boolean isOnGrid(LocalTime time) {
    return time.equals(timeOf(indexOf(DayOfWeek.MONDAY, time)));
  }

  /**
   * Returns a copy with another number in one cell.
   *
   * @param from the cell's first minute
   * @param callbacks 0 to 10,000; empty to blank the cell
   * @throws IllegalArgumentException if {@code from} starts no cell or the number is out of range
   */
  public CapacityRule with(DayOfWeek day, LocalTime from, OptionalInt callbacks) {
    if (!isOnGrid(from)) {
      throw new IllegalArgumentException("no cell of " + cellMinutes + " minutes starts " + from);
    }
    callbacks.ifPresent(CapacityRule::requireCallbacks);
    var changed = cells.clone();
    changed[indexOf(day, from)] = callbacks.orElse(BLANK);
    return new CapacityRule(name, cellMinutes, changed);
  }

  /**
   * Returns a copy with cells of another length and the same totals: an hour is halved, its odd
   * callback to the first half, two half hours are added up. Of two halves one of which is blank
   * the number is kept; two blank ones make a blank hour.
   *
   * @param minutes length of a cell: 30 or 60
   * @throws IllegalArgumentException if it is another, or not one that {@link #fitsCellMinutes}
   */
  public CapacityRule withCellMinutes(int minutes) {
    requireLength(minutes);
    if (minutes == cellMinutes) {
      return this;
    }
    return new CapacityRule(name, minutes, minutes == HALF_HOUR ? halved() : addedUp());
  }

  /** Says whether no cell would have more than 10,000 callbacks if cells had this length. */
  public boolean fitsCellMinutes(int minutes) {
    return minutes <= cellMinutes || IntStream.of(sums()).allMatch(sum -> sum <= MAX_CALLBACKS);
  }

  private int[] halved() {
    var halves = new int[cells.length * 2];
    for (int cell = 0; cell < cells.length; cell++) {
      boolean blank = cells[cell] == BLANK;
      halves[2 * cell] = blank ? BLANK : Split.part(cells[cell], 2, 0);
      halves[2 * cell + 1] = blank ? BLANK : Split.part(cells[cell], 2, 1);
    }
    return halves;
  }

  private int[] addedUp() {
    var hours = sums();
    IntStream.of(hours).filter(sum -> sum != BLANK).forEach(CapacityRule::requireCallbacks);
    return hours;
  }

  private int[] sums() {
    var hours = new int[cells.length / 2];
    for (int hour = 0; hour < hours.length; hour++) {
      int first = cells[2 * hour];
      int second = cells[2 * hour + 1];
      hours[hour] = first == BLANK || second == BLANK ? Math.max(first, second) : first + second;
    }
    return hours;
  }

  private int indexOf(DayOfWeek day, LocalTime time) {
    int minute = time.getHour() * HOUR + time.getMinute();
    return ((day.getValue() - 1) * MINUTES_OF_DAY + minute) / cellMinutes;
  }

  private DayOfWeek dayOf(int cell) {
    return DayOfWeek.of(1 + cell * cellMinutes / MINUTES_OF_DAY);
  }

  private LocalTime timeOf(int cell) {
    int minute = cell * cellMinutes % MINUTES_OF_DAY;
    return LocalTime.of(minute / HOUR, minute % HOUR);
  }

  /** Says whether cells can have this length, in minutes: 30 or 60. */
  public static boolean isCellLength(int minutes) {
    return minutes == HALF_HOUR || minutes == HOUR;
  }

  private static void requireLength(int minutes) {
    if (!isCellLength(minutes)) {
      throw new IllegalArgumentException("cells must have 30 or 60 minutes: " + minutes);
    }
  }

  private static void requireCallbacks(int callbacks) {
    if (callbacks < 0 || callbacks > MAX_CALLBACKS) {
      throw new IllegalArgumentException("a cell must have 0 to 10000 callbacks: " + callbacks);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CapacityRule that
        && name.equals(that.name)
        && cellMinutes == that.cellMinutes
        && isReadable == that.isReadable
        && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return "CapacityRule[" + name + ", " + cellMinutes + " min, " + filledCells() + "]";
  }
}
