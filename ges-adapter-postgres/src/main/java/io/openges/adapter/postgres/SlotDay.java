package io.openges.adapter.postgres;

import io.openges.domain.callback.Callback;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Names a row of {@code slot_day}: the places taken of a queue on one UTC day, in cells of five
 * minutes. Immutable and thread-safe.
 *
 * @param tenant whose queue
 * @param queue the queue's name as stored
 * @param day days since 1970-01-01
 */
record SlotDay(UUID tenant, String queue, int day) implements Comparable<SlotDay> {

  private static final Comparator<SlotDay> ORDER = Comparator.comparing(SlotDay::tenant, Keys.UUIDS)
      .thenComparing(SlotDay::queue)
      .thenComparingInt(SlotDay::day);

  private static final long CELL_MILLIS = Occupancy.CELL.toMillis();

  /** Returns the day on which a callback has its place. */
  static SlotDay of(Callback callback) {
    return of(callback.key().tenant(), callback.queue(), cell(desired(callback)));
  }

  /** Returns the days that an interval touches, rising. */
  static Stream<SlotDay> of(TenantId tenant, QueueName queue, Interval interval) {
    int first = dayOf(cell(interval.start()));
    int last = dayOf(cell(interval.end().minusMillis(1)));
    return LongStream.rangeClosed(first, last)
        .mapToObj(day -> of(tenant, queue, day * Occupancy.CELLS_PER_DAY));
  }

  private static SlotDay of(TenantId tenant, QueueName queue, long cell) {
    return new SlotDay(tenant.value(), Texts.storable(queue.value()), dayOf(cell));
  }

  /** Returns the index of the callback's cell within its day, 0 to 287. */
  static int cellOf(Callback callback) {
    return Math.floorMod(cell(desired(callback)), Occupancy.CELLS_PER_DAY);
  }

  /** Returns how many places an interval has taken on this day. */
  int used(int[] cells, Interval interval) {
    long base = (long) day * Occupancy.CELLS_PER_DAY;
    int from = (int) Math.max(0, cell(interval.start()) - base);
    int to = (int) Math.min(cells.length, cell(interval.end().minusMillis(1)) + 1 - base);
    int used = 0;
    for (int i = from; i < to; i++) {
      used += cells[i];
    }
    return used;
  }

  /** Reads the counts of a day. */
  static int[] read(Array stored) throws SQLException {
    var counts = (Short[]) stored.getArray();
    var cells = new int[Occupancy.CELLS_PER_DAY];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = counts[i];
    }
    return cells;
  }

  @Override
  public int compareTo(SlotDay other) {
    return ORDER.compare(this, other);
  }

  private static Instant desired(Callback callback) {
    return callback.schedule().desiredTime();
  }

  /** Counts cells since 1970. */
  private static long cell(Instant instant) {
    return Math.floorDiv(instant.toEpochMilli(), CELL_MILLIS);
  }

  private static int dayOf(long cell) {
    return Math.toIntExact(Math.floorDiv(cell, (long) Occupancy.CELLS_PER_DAY));
  }
}
