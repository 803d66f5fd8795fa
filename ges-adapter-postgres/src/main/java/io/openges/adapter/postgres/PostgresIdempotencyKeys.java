package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callback.IdempotencyKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Looks up idempotency keys. Safe for use by many threads at once. */
final class PostgresIdempotencyKeys implements IdempotencyKeys {

  private static final String FIND = """
      SELECT fingerprint, answer, used_at FROM idempotency_key
      WHERE tenant = ? AND key = ? AND used_at >= ?
      """;

  static final String ERASE = """
      UPDATE idempotency_key SET fingerprint = ?, answer = ''
      WHERE tenant = ? AND callback = ?
      """;

  /** Keys that were used before the release that keeps the callback beside them have none. */
  static final String ERASE_OLD = """
      UPDATE idempotency_key SET fingerprint = ?, answer = ''
      WHERE tenant = ? AND callback IS NULL AND strpos(answer, ?) > 0
      """;

  /**
   * A node of the release before uses a key anew and leaves beside it the callback of the day
   * before. Such rows are few: a key is dropped when its day is over.
   */
  static final String ERASE_REUSED = """
      UPDATE idempotency_key SET fingerprint = ?, answer = ''
      WHERE tenant = ? AND callback < ? AND strpos(answer, ?) > 0
      """;

  /** A little less than a key is remembered: an id is not made at the very time of its booking. */
  private static final long A_DAY_BEFORE = UsedKeys.REMEMBERED.minusMinutes(1).toMillis();

  private static final int TIME_ORDERED = 7;

  private final Database database;

  PostgresIdempotencyKeys(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Remembered> find(TenantId tenant, String key, Instant now) {
    return database.statement(
        "find an idempotency key", connection -> find(connection, tenant, key, now));
  }

  @Override
  public void erase(CallbackKey key) {
    database.transaction("erase kept answers", connection -> {
      var id = key.id().value();
      var name = "\"" + key.id() + "\"";
      int erased = erase(connection, ERASE, key, id) + erase(connection, ERASE_OLD, key, name);
      return id.version() == TIME_ORDERED
          ? erased + erase(connection, ERASE_REUSED, key, dayBefore(id), name)
          : erased;
    });
  }

  /** Returns what is above the ids that were made a day before this one, and below all later. */
  private static UUID dayBefore(UUID id) {
    long millis = id.getMostSignificantBits() >>> Short.SIZE;
    return new UUID(Math.max(0, millis - A_DAY_BEFORE) << Short.SIZE, 0);
  }

  private static int erase(Connection connection, String sql, CallbackKey key, Object... what)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, Remembered.ERASED);
      statement.setObject(2, key.tenant().value());
      for (int i = 0; i < what.length; i++) {
        statement.setObject(3 + i, what[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static Optional<Remembered> find(
      Connection connection, TenantId tenant, String key, Instant now) throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, tenant.value());
      statement.setString(2, key);
      statement.setLong(3, now.minus(UsedKeys.REMEMBERED).toEpochMilli());
      try (var results = statement.executeQuery()) {
        if (!results.next()) {
          return Optional.empty();
        }
        var row = new Row(results);
        return Optional.of(new Remembered(key, row.text(), row.text(), row.instant()));
      }
    }
  }
}
