package io.openges.adapter.postgres;

import io.openges.domain.callback.Callback;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Names a row of {@code slot_block}: the places taken of a queue in four hours, in cells of five
 * minutes. A row of a whole day would be written anew six times as long with every booking, rows of
 * an hour would be many to read. Immutable and thread-safe.
 *
 * @param tenant whose queue
 * @param queue the queue's name as stored
 * @param starts milliseconds since 1970, a whole number of four hours
 */
record SlotBlock(UUID tenant, String queue, long starts) implements Comparable<SlotBlock> {

  /** Cells of a block. */
  static final int CELLS = 48;

  private static final long CELL_MILLIS = Occupancy.CELL.toMillis();

  private static final long BLOCK_MILLIS = CELLS * CELL_MILLIS;

  private static final Comparator<SlotBlock> ORDER = Comparator.comparing(
          SlotBlock::tenant, Keys.UUIDS)
      .thenComparing(SlotBlock::queue)
      .thenComparingLong(SlotBlock::starts);

  /** Returns the block in which a callback has its place. */
  static SlotBlock of(Callback callback) {
    return at(callback.key().tenant(), callback.queue(), desired(callback));
  }

  /** Returns the blocks that an interval touches, rising. */
  static List<SlotBlock> of(TenantId tenant, QueueName queue, Interval interval) {
    var first = at(tenant, queue, interval.start().toEpochMilli());
    long end = interval.end().toEpochMilli();
    return LongStream.iterate(first.starts, starts -> starts < end, s -> s + BLOCK_MILLIS)
        .mapToObj(starts -> new SlotBlock(first.tenant, first.queue, starts))
        .toList();
  }

  private static SlotBlock at(TenantId tenant, QueueName queue, long millis) {
    return new SlotBlock(tenant.value(), Texts.storable(queue.value()), startOf(millis));
  }

  /** Returns when the blocks start in which {@code instant} lies. */
  static long startOf(Instant instant) {
    return startOf(instant.toEpochMilli());
  }

  private static long startOf(long millis) {
    return Math.floorDiv(millis, BLOCK_MILLIS) * BLOCK_MILLIS;
  }

  /** Returns the index of the callback's cell in this block. */
  int cellOf(Callback callback) {
    return (int) Math.floorDiv(desired(callback) - starts, CELL_MILLIS);
  }

  /** Returns how many places an interval has taken in this block. */
  int used(int[] cells, Interval interval) {
    long from = Math.floorDiv(interval.start().toEpochMilli() - starts, CELL_MILLIS);
    long to = Math.floorDiv(interval.end().toEpochMilli() - 1 - starts, CELL_MILLIS) + 1;
    int used = 0;
    for (int i = (int) Math.max(0, from); i < Math.min(CELLS, to); i++) {
      used += cells[i];
    }
    return used;
  }

  /** Reads the counts of a block. */
  static int[] read(Array stored) throws SQLException {
    var counts = (Short[]) stored.getArray();
    var cells = new int[CELLS];
    for (int i = 0; i < CELLS; i++) {
      cells[i] = counts[i];
    }
    return cells;
  }

  /** Adds the counts of this block to those of its day. */
  void addTo(Map<LocalDate, int[]> days, int[] cells) {
    var start = Instant.ofEpochMilli(starts).atOffset(ZoneOffset.UTC);
    var day = days.computeIfAbsent(start.toLocalDate(), absent -> new int[Occupancy.CELLS_PER_DAY]);
    int offset = (int) (start.toLocalTime().toSecondOfDay() * 1000L / CELL_MILLIS);
    System.arraycopy(cells, 0, day, offset, CELLS);
  }

  @Override
  public int compareTo(SlotBlock other) {
    return ORDER.compare(this, other);
  }

  private static long desired(Callback callback) {
    return callback.schedule().desiredTime().toEpochMilli();
  }
}
