package io.openges.adapter.postgres;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.Retention;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Deletes what is old, without waiting for anybody. Safe for use by many threads at once. */
final class PostgresRetention implements Retention {

  private static final Rows<CallbackKey> KEYS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", key -> key.tenant().value()),
      new Rows.Column<>("id", "uuid", key -> key.id().value())));

  /**
   * Jumps from tenant to tenant, too: to go by the time alone is to read all that is open. The
   * offset keeps the planner from joining first and looking at the time afterwards.
   */
  static final String OPEN = """
      WITH RECURSIVE t AS (
        (SELECT tenant FROM open_callback ORDER BY tenant LIMIT 1)
        UNION ALL
        SELECT s.tenant FROM t CROSS JOIN LATERAL (
          SELECT tenant FROM open_callback WHERE tenant > t.tenant ORDER BY tenant LIMIT 1) s)
      SELECT %s FROM t CROSS JOIN LATERAL (
        SELECT tenant, id FROM open_callback
        WHERE tenant = t.tenant AND desired < ? OFFSET 0) o
      JOIN callback c ON c.tenant = o.tenant AND c.id = o.id
      JOIN callback_progress p ON p.tenant = o.tenant AND p.id = o.id
      WHERE c.desired < ? AND p.state <> 'C'
      LIMIT ?
      """.formatted(CallbackReader.COLUMNS);

  /** Jumps from tenant to tenant in the index, and takes the oldest of each. */
  private static final String FIND = """
      WITH RECURSIVE t AS (
        (SELECT tenant FROM callback ORDER BY tenant LIMIT 1)
        UNION ALL
        SELECT s.tenant FROM t CROSS JOIN LATERAL (
          SELECT tenant FROM callback WHERE tenant > t.tenant ORDER BY tenant LIMIT 1) s)
      SELECT old.tenant, old.id FROM t CROSS JOIN LATERAL (
        SELECT c.tenant, c.id FROM callback c
        JOIN callback_progress p ON p.tenant = c.tenant AND p.id = c.id
        WHERE c.tenant = t.tenant AND c.desired < ? AND p.state = 'C' AND p.revocation IS NULL
        ORDER BY c.desired LIMIT ? FOR UPDATE OF p SKIP LOCKED) old
      LIMIT ?
      """;

  private static final List<String> DELETE = List.of(
      delete("session_storage"),
      delete("push_mark"),
      delete("callback_progress"),
      delete("callback"));

  /**
   * Most traces deleted by one statement: as many as there may be after a busy day take longer than
   * a statement may, and then none would ever be deleted.
   */
  static final int STEP = 5_000;

  private static final String DELETE_KEYS = deleteSome("idempotency_key", "used_at");

  private static final String DELETE_BLOCKS = deleteSome("slot_block", "starts");

  private final Database database;

  PostgresRetention(Database database) {
    this.database = database;
  }

  private static String delete(String table) {
    return "DELETE FROM " + table + " d USING " + KEYS.table()
        + " WHERE d.tenant = v.tenant AND d.id = v.id";
  }

  /** Rows are found again by their place, which is safe for rows that are locked. */
  private static String deleteSome(String table, String time) {
    return """
        DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM %1$s WHERE %2$s < ? LIMIT ? FOR UPDATE SKIP LOCKED))
        """.formatted(table, time);
  }

  @Override
  public List<Callback> openCallbacks(Instant desiredBefore, int limit) {
    return database.statement("find old open callbacks", connection -> {
      try (var statement = connection.prepareStatement(OPEN)) {
        statement.setLong(1, desiredBefore.toEpochMilli());
        statement.setLong(2, desiredBefore.toEpochMilli());
        statement.setInt(3, limit);
        return CallbackReader.query(statement);
      }
    });
  }

  @Override
  public List<CallbackKey> purgeCallbacks(Instant desiredBefore, int limit) {
    return database.transaction(
        "purge callbacks", connection -> purge(connection, desiredBefore, limit));
  }

  private static List<CallbackKey> purge(Connection connection, Instant desiredBefore, int limit)
      throws SQLException {
    List<CallbackKey> keys;
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setLong(1, desiredBefore.toEpochMilli());
      statement.setInt(2, limit);
      statement.setInt(3, limit);
      keys = Keys.query(statement).stream().sorted(Keys.ORDER).toList();
    }
    for (var sql : keys.isEmpty() ? List.<String>of() : DELETE) {
      try (var statement = connection.prepareStatement(sql)) {
        KEYS.bind(connection, statement, keys);
        statement.executeUpdate();
      }
    }
    return keys;
  }

  @Override
  public void purgeTraces(Instant usedBefore, Instant occupancyBefore) {
    delete("purge idempotency keys", DELETE_KEYS, usedBefore.toEpochMilli());
    delete(
        "purge occupancy",
        DELETE_BLOCKS,
        occupancyBefore.truncatedTo(ChronoUnit.DAYS).toEpochMilli());
  }

  private void delete(String operation, String sql, long before) {
    int deleted;
    do {
      deleted = database.transaction(operation, connection -> {
        try (var statement = connection.prepareStatement(sql)) {
          statement.setLong(1, before);
          statement.setInt(2, STEP);
          return statement.executeUpdate();
        }
      });
    } while (deleted == STEP && !Thread.currentThread().isInterrupted());
  }
}
