package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.queue.SettingsVersions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The slots one transaction looks at: it announces what it will touch, locks all of it in order,
 * takes and frees places in memory, and writes back what changed. While it holds the locks nobody
 * else can take a place in these slots. With the locks it reads which settings are the newest, in
 * the same round trip.
 *
 * <p>Not thread-safe; one transaction.
 */
final class SlotLedger {

  private static final List<Rows.Column<SlotBlock>> KEY = List.of(
      new Rows.Column<>("tenant", "uuid", SlotBlock::tenant),
      new Rows.Column<>("queue", "text", SlotBlock::queue),
      new Rows.Column<>("starts", "int8", SlotBlock::starts));

  private static final Rows<SlotBlock> KEYS = new Rows<>(KEY);

  static final Rows<Map.Entry<SlotBlock, int[]>> COUNTS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", entry -> entry.getKey().tenant()),
      new Rows.Column<>("queue", "text", entry -> entry.getKey().queue()),
      new Rows.Column<>("starts", "int8", entry -> entry.getKey().starts()),
      new Rows.Column<>("used", "text", entry -> literal(entry.getValue()))));

  private static final String ADD = """
      INSERT INTO slot_block (tenant, queue, starts, used)
      SELECT v.tenant, v.queue, v.starts, array_fill(0::smallint, ARRAY[48])
      FROM %s ON CONFLICT DO NOTHING
      """.formatted(KEYS.table());

  private static final String LOCK = """
      SELECT v.n, s.used FROM %s JOIN slot_block s
      ON s.tenant = v.tenant AND s.queue = v.queue AND s.starts = v.starts
      ORDER BY v.n FOR UPDATE OF s
      """.formatted(KEYS.numberedTable());

  /** Writes the rows of {@link #COUNTS}. */
  static final String WRITE = """
      UPDATE slot_block s SET used = v.used::smallint[] FROM %s
      WHERE s.tenant = v.tenant AND s.queue = v.queue AND s.starts = v.starts
      """.formatted(COUNTS.table());

  private final Known known;
  private final NewestVersions newest = new NewestVersions();
  private final TreeSet<SlotBlock> needed = new TreeSet<>();
  private final TreeSet<SlotBlock> touched = new TreeSet<>();
  private final Map<SlotBlock, int[]> locked = new HashMap<>();
  private final Map<SlotBlock, int[]> changed = new TreeMap<>();

  SlotLedger(Known known) {
    this.known = known;
  }

  /** Announces that a place may be taken, in a slot to be checked if there is one. */
  void willTake(Callback callback, @Nullable Place place) {
    needed.add(SlotBlock.of(callback));
    if (place != null) {
      newest.willAsk(callback.key().tenant());
      SlotBlock.of(callback.key().tenant(), callback.queue(), place.slot()).forEach(needed::add);
    }
  }

  /** Announces a callback without a place that was judged by settings. */
  void willJudge(Callback callback) {
    newest.willAsk(callback.key().tenant());
  }

  /** Announces that a place may be freed. */
  void willFree(Callback callback) {
    touched.add(SlotBlock.of(callback));
  }

  /** Locks everything announced. Rows to take places in are made where they are missing. */
  void lock(Connection connection) throws SQLException {
    lock(connection, new OpenCounts());
  }

  /** Does the same, and locks and asks before and after it what {@code counts} needs. */
  void lock(Connection connection, OpenCounts counts) throws SQLException {
    touched.addAll(needed);
    // Missing rows come before any lock: so whoever waits here for another transaction's new row
    // holds no row that one could be waiting for.
    add(connection, needed.stream().filter(block -> !known.contains(block)).toList());
    var trip = new RoundTrip();
    counts.lock(trip);
    lockRows(trip, List.copyOf(touched));
    counts.ask(trip);
    trip.run(connection);
    if (!locked.keySet().containsAll(needed)) {
      known.forget(needed);
      throw new SQLTransactionRollbackException(
          "slot block is gone", Failures.SERIALIZATION_FAILURE);
    }
  }

  private void lockRows(RoundTrip trip, List<SlotBlock> blocks) {
    if (!blocks.isEmpty()) {
      trip.add(
          LOCK,
          (connection, statement, index) -> KEYS.bind(connection, statement, index, blocks),
          results -> {
            while (results.next()) {
              locked.put(blocks.get(results.getInt(1) - 1), SlotBlock.read(results.getArray(2)));
            }
          });
    }
    if (!newest.isEmpty()) {
      trip.add(NewestVersions.ASK, newest::bind, newest::read);
    }
  }

  private static void add(Connection connection, List<SlotBlock> missing) throws SQLException {
    if (!missing.isEmpty()) {
      try (var statement = connection.prepareStatement(ADD)) {
        KEYS.bind(connection, statement, missing);
        statement.executeUpdate();
      }
    }
  }

  /** Says whether what a callback was judged by is no longer the newest. */
  boolean isOutdated(Callback callback, SettingsVersions judgedBy) {
    return newest.differFrom(callback.key().tenant(), judgedBy);
  }

  /** Returns how many places of a slot are taken, those of this transaction included. */
  int used(Callback callback, Interval slot) {
    return SlotBlock.of(callback.key().tenant(), callback.queue(), slot).stream()
        .mapToInt(block -> block.used(requireNonNull(locked.get(block), "locked"), slot))
        .sum();
  }

  /** Takes the callback's place. */
  void take(Callback callback) {
    var block = SlotBlock.of(callback);
    var cells = requireNonNull(locked.get(block), "locked");
    cells[block.cellOf(callback)]++;
    changed.put(block, cells);
  }

  /** Frees the callback's place; false if it is no longer counted. */
  boolean free(Callback callback) {
    var block = SlotBlock.of(callback);
    var cells = locked.get(block);
    int cell = block.cellOf(callback);
    if (cells == null || cells[cell] == 0) {
      return false;
    }
    cells[cell]--;
    changed.put(block, cells);
    return true;
  }

  /** Returns what changed, in the order of the rows. */
  List<Map.Entry<SlotBlock, int[]>> changes() {
    return List.copyOf(changed.entrySet());
  }

  /** Writes back what changed. */
  void write(Connection connection) throws SQLException {
    if (!changed.isEmpty()) {
      try (var statement = connection.prepareStatement(WRITE)) {
        COUNTS.bind(connection, statement, changes());
        statement.executeUpdate();
      }
    }
  }

  /** To be called after the commit: the rows exist from now on. */
  void committed() {
    known.remember(needed);
  }

  private static String literal(int[] cells) {
    return Arrays.stream(cells)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /**
   * Rows that are known to exist, so that most transactions need not ask. Safe for use by many
   * threads at once.
   */
  static final class Known {

    private static final int MOST = 100_000;

    private final Set<SlotBlock> blocks = ConcurrentHashMap.newKeySet();

    boolean contains(SlotBlock block) {
      return blocks.contains(block);
    }

    void remember(Set<SlotBlock> existing) {
      if (blocks.size() > MOST) {
        blocks.clear();
      }
      blocks.addAll(existing);
    }

    void forget(Set<SlotBlock> missing) {
      blocks.removeAll(missing);
    }
  }
}
