package io.openges.domain.capacity;

import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many scheduled callbacks hold a place in each cell of five minutes of UTC (specification
 * 8.3).
 *
 * <p>A callback is counted in the cell that contains its desired time. Cells are finer than any
 * slot, so the counts stay valid when a queue's slot length or zone changes. Asking costs what the
 * interval has cells, however many callbacks are booked.
 *
 * <p>Immutable and thread-safe. Two are equal only if they are the same object.
 */
public final class Occupancy {

  /** Length of a cell: five minutes. */
  public static final Duration CELL = Duration.ofMinutes(5);

  /** Cells of a UTC day: 288. */
  public static final int CELLS_PER_DAY = 288;

  /** Nothing booked. */
  public static final Occupancy EMPTY = new Occupancy(new TreeMap<>());

  private static final long CELL_SECONDS = CELL.toSeconds();

  /** Days since 1970 that have bookings, rising. */
  private final long[] days;
  /** The cells of each of those days. */
  private final int[][] cells;

  private Occupancy(SortedMap<Long, int[]> byDay) {
    this.days = byDay.keySet().stream().mapToLong(Long::longValue).toArray();
    this.cells = byDay.values().toArray(int[][]::new);
  }

  /**
   * Returns the occupancy that these counts make.
   *
   * @param callbacks how many callbacks, 0 or more, at an instant; instants of one cell are added
   *     up
   * @throws IllegalArgumentException if a count is negative
   * @throws ArithmeticException if a cell has more than {@link Integer#MAX_VALUE}
   */
  public static Occupancy of(Map<Instant, Integer> callbacks) {
    var byDay = new TreeMap<Long, int[]>();
    callbacks.forEach((instant, count) -> {
      requireCount(count);
      long cell = indexOf(instant);
      var day = byDay.computeIfAbsent(
          Math.floorDiv(cell, CELLS_PER_DAY), absent -> new int[CELLS_PER_DAY]);
      int index = Math.floorMod(cell, CELLS_PER_DAY);
      day[index] = Math.addExact(day[index], count);
    });
    return new Occupancy(byDay);
  }

  /**
   * Returns the occupancy of whole UTC days.
   *
   * @param cellsOfDays for each UTC date its 288 counts, 0 or more, from 00:00Z on; copied. Dates
   *     that are absent have no bookings
   * @throws IllegalArgumentException if a day has another number of cells or a negative count
   */
  public static Occupancy ofDays(Map<LocalDate, int[]> cellsOfDays) {
    var byDay = new TreeMap<Long, int[]>();
    cellsOfDays.forEach((date, counts) -> {
      if (counts.length != CELLS_PER_DAY) {
        throw new IllegalArgumentException("288 cells expected on " + date + ": " + counts.length);
      }
      Arrays.stream(counts).forEach(Occupancy::requireCount);
      byDay.put(date.toEpochDay(), counts.clone());
    });
    return new Occupancy(byDay);
  }

  /** Returns the start of the cell that contains an instant. */
  public static Instant cellOf(Instant instant) {
    return Instant.ofEpochSecond(indexOf(instant) * CELL_SECONDS);
  }

  /**
   * Returns how many callbacks the cells of an interval hold, 0 or more.
   *
   * <p>Exact when both bounds are bounds of cells, as those of slots are in every zone whose offset
   * is a multiple of five minutes. A cell that lies partly in the interval counts as a whole, so
   * that a doubt refuses a booking rather than oversells a slot.
   *
   * @throws ArithmeticException if they are more than {@link Integer#MAX_VALUE}
   */
  public int usedIn(Interval interval) {
    if (days.length == 0) {
      return 0;
    }
    long first = Math.max(indexOf(interval.start()), days[0] * CELLS_PER_DAY);
    long afterLast = (days[days.length - 1] + 1) * CELLS_PER_DAY;
    long end = Math.min(indexOf(interval.end().minusMillis(1)) + 1, afterLast);
    long used = 0;
    for (long cell = first; cell < end; ) {
      long day = Math.floorDiv(cell, CELLS_PER_DAY);
      int from = Math.floorMod(cell, CELLS_PER_DAY);
      int to = (int) Math.min(CELLS_PER_DAY, from + end - cell);
      used += sum(day, from, to);
      cell += to - from;
    }
    return Math.toIntExact(used);
  }

  private long sum(long day, int from, int to) {
    int place = Arrays.binarySearch(days, day);
    long sum = 0;
    for (int cell = from; place >= 0 && cell < to; cell++) {
      sum += cells[place][cell];
    }
    return sum;
  }

  private static long indexOf(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), CELL_SECONDS);
  }

  private static void requireCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count must be 0 or more: " + count);
    }
  }
}
