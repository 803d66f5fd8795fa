package io.openges.adapter.postgres;

import io.openges.adapter.postgres.ProgressChanges.Change;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.capacity.Occupancy;
import io.openges.ports.driven.callback.CallbackStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds callbacks, and changes them: the changes of concurrent callers in shared transactions. Safe
 * for use by many threads at once.
 */
final class PostgresCallbackStore implements CallbackStore, AutoCloseable {

  private static final String UPDATE = "update a callback";

  private static final String FIND = """
      SELECT %s FROM callback c
      JOIN callback_progress p ON p.tenant = c.tenant AND p.id = c.id
      WHERE c.tenant = ? AND c.id = ?
      """.formatted(CallbackReader.COLUMNS);

  /** Looks into each tenant in turn, from one to the next by the index. */
  private static final String LOCATE = """
      WITH RECURSIVE t (tenant) AS (
        (SELECT tenant FROM callback ORDER BY tenant LIMIT 1)
        UNION ALL
        SELECT (SELECT c.tenant FROM callback c WHERE c.tenant > t.tenant
          ORDER BY c.tenant LIMIT 1)
        FROM t WHERE t.tenant IS NOT NULL)
      SELECT c.tenant, c.id FROM t JOIN callback c ON c.tenant = t.tenant AND c.id = ?
      """;

  private static final String TIMELINE =
      "SELECT timeline FROM callback_progress WHERE tenant = ? AND id = ?";

  private final Database database;
  private final SlotLedger.Known knownBlocks;
  private final GroupCommit<Update, UpdateOutcome> commits;

  PostgresCallbackStore(Database database, SlotLedger.Known knownBlocks, int writers) {
    this.database = database;
    this.knownBlocks = knownBlocks;
    this.commits = new GroupCommit<>(
        new GroupCommit.Rules<>(
            "update", this::commit, update -> update.change().after().key(), null),
        writers,
        database.nanoTime());
  }

  @Override
  public Optional<Callback> find(CallbackKey key) {
    return database.statement("find a callback", connection -> {
      try (var statement = connection.prepareStatement(FIND)) {
        Keys.bind(statement, 1, key);
        return CallbackReader.query(statement).stream().findFirst();
      }
    });
  }

  @Override
  public Optional<CallbackKey> locate(CallbackId id) {
    return database.statement("locate a callback", connection -> {
      try (var statement = connection.prepareStatement(LOCATE)) {
        statement.setObject(1, id.value());
        return Keys.query(statement).stream().findFirst();
      }
    });
  }

  @Override
  public List<TimelineEvent> timeline(CallbackKey key) {
    return database.statement("read a timeline", connection -> {
      try (var statement = connection.prepareStatement(TIMELINE)) {
        Keys.bind(statement, 1, key);
        try (var results = statement.executeQuery()) {
          return results.next() ? Timeline.read(results.getString(1)) : List.of();
        }
      }
    });
  }

  @Override
  public UpdateOutcome update(Update update) {
    database.requireOpen(UPDATE);
    return commits.submit(update);
  }

  /** Commits what waits. */
  @Override
  public void close() {
    commits.close();
  }

  /** Commits what waits, for {@code patience} at most. */
  void close(Duration patience) {
    commits.close(patience);
  }

  private List<UpdateOutcome> commit(List<Update> updates) {
    var ledger = new SlotLedger[1];
    var outcomes = database.transaction(UPDATE, connection -> {
      ledger[0] = new SlotLedger(knownBlocks);
      return commit(connection, ledger[0], updates);
    });
    ledger[0].committed();
    return outcomes;
  }

  private static List<UpdateOutcome> commit(
      Connection connection, SlotLedger ledger, List<Update> updates) throws SQLException {
    var current = current(connection, updates);
    updates.stream()
        .filter(update -> current.contains(key(update)) && changesPlaces(update))
        .forEach(update -> announce(ledger, update));
    ledger.lock(connection);
    var refused = new HashMap<CallbackKey, UpdateOutcome>();
    var accepted = new ArrayList<Change>();
    for (var update : updates) {
      if (current.contains(key(update))) {
        var refusal = changesPlaces(update) ? changePlaces(ledger, update) : null;
        if (refusal == null) {
          accepted.add(new Change(update.change(), update.wakeAt()));
        } else {
          refused.put(key(update), refusal);
        }
      }
    }
    var stored = ProgressChanges.store(connection, accepted);
    ledger.write(connection);
    PostgresAuditLog.keep(
        connection,
        updates.stream()
            .filter(update -> update.audit() != null && stored.contains(key(update)))
            .map(Update::audit)
            .toList());
    return updates.stream().map(update -> outcome(key(update), stored, refused)).toList();
  }

  private static UpdateOutcome outcome(
      CallbackKey key, Set<CallbackKey> stored, Map<CallbackKey, UpdateOutcome> refused) {
    return stored.contains(key)
        ? UpdateOutcome.STORED
        : refused.getOrDefault(key, UpdateOutcome.VERSION_CONFLICT);
  }

  /**
   * Returns which callbacks are still as their change expects. Only a change of places must know
   * before it stores, and then the callbacks are locked before the slots.
   */
  private static Set<CallbackKey> current(Connection connection, List<Update> updates)
      throws SQLException {
    var all = new HashSet<CallbackKey>();
    updates.forEach(update -> all.add(key(update)));
    if (updates.stream().noneMatch(PostgresCallbackStore::changesPlaces)) {
      return all;
    }
    return ProgressChanges.lock(
        connection,
        updates.stream().map(u -> new Change(u.change(), u.wakeAt())).toList());
  }

  private static CallbackKey key(Update update) {
    return update.change().after().key();
  }

  private static boolean changesPlaces(Update update) {
    var before = update.change().before();
    var after = update.change().after();
    return update.newPlace() != null
        || before.holdsPlace() != after.holdsPlace()
        || (after.holdsPlace() && !cell(before).equals(cell(after)));
  }

  private static Instant cell(Callback callback) {
    return Occupancy.cellOf(callback.schedule().desiredTime());
  }

  private static void announce(SlotLedger ledger, Update update) {
    var change = update.change();
    if (change.before().holdsPlace()) {
      ledger.willFree(change.before());
    }
    if (change.after().holdsPlace() || update.newPlace() != null) {
      ledger.willTake(change.after(), update.newPlace());
    }
  }

  /**
   * Frees the old place and takes the new one; leaves all as it was if that cannot be.
   *
   * @return why it cannot be, null if it is done
   */
  private static @Nullable UpdateOutcome changePlaces(SlotLedger ledger, Update update) {
    var before = update.change().before();
    var after = update.change().after();
    var place = update.newPlace();
    if (place != null && ledger.isOutdated(after, place.judgedBy())) {
      return UpdateOutcome.OUTDATED;
    }
    boolean freed = before.holdsPlace() && ledger.free(before);
    if (place != null && ledger.used(after, place.slot()) >= place.capacity()) {
      if (freed) {
        ledger.take(before);
      }
      return UpdateOutcome.SLOT_FULL;
    }
    if (after.holdsPlace()) {
      ledger.take(after);
    }
    return null;
  }
}
