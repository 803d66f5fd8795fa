package io.openges.adapter.postgres;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.KnownKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps confirmed API keys, by their hashes. Once an hour it drops those that nobody has used for
 * so long that they count no more. Safe for use by many threads at once.
 */
final class PostgresKnownKeys implements KnownKeys {

  private static final String REMEMBER = """
      INSERT INTO api_key (hash, tenant, confirmed_at) VALUES (?, ?, ?)
      ON CONFLICT (hash) DO UPDATE
      SET tenant = excluded.tenant, confirmed_at = excluded.confirmed_at
      WHERE api_key.confirmed_at <= excluded.confirmed_at
      """;

  private static final String FORGET = "DELETE FROM api_key WHERE hash = ?";

  private static final String FIND =
      "SELECT tenant FROM api_key WHERE hash = ? AND confirmed_at > ?";

  static final String KNOWS =
      "SELECT EXISTS (SELECT FROM api_key WHERE tenant = ? AND confirmed_at > ?)";

  private static final String PURGE = "DELETE FROM api_key WHERE confirmed_at <= ?";

  /** How often a node purges. */
  static final Duration PURGE_INTERVAL = Duration.ofHours(1);

  private final Database database;
  private final AtomicReference<Instant> purgeAt = new AtomicReference<>(Instant.MIN);

  PostgresKnownKeys(Database database) {
    this.database = database;
  }

  @Override
  public void remember(String hash, TenantId tenant, Instant now) {
    database.statement("remember an API key", connection -> {
      try (var statement = connection.prepareStatement(REMEMBER)) {
        statement.setString(1, hash);
        statement.setObject(2, tenant.value());
        statement.setLong(3, now.toEpochMilli());
        return statement.executeUpdate();
      }
    });
    purge(now);
  }

  /** Only where keys are confirmed do others become old. */
  private void purge(Instant now) {
    var due = purgeAt.get();
    if (now.isBefore(due) || !purgeAt.compareAndSet(due, now.plus(PURGE_INTERVAL))) {
      return;
    }
    database.statement("purge API keys", connection -> {
      try (var statement = connection.prepareStatement(PURGE)) {
        statement.setLong(1, now.minus(LIFE).toEpochMilli());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public void forget(String hash) {
    database.statement("forget an API key", connection -> {
      try (var statement = connection.prepareStatement(FORGET)) {
        statement.setString(1, hash);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Optional<TenantId> find(String hash, Instant now) {
    return database.statement("find an API key", connection -> find(connection, hash, now));
  }

  @Override
  public boolean knows(TenantId tenant, Instant now) {
    return database.statement("find a tenant", connection -> {
      try (var statement = connection.prepareStatement(KNOWS)) {
        statement.setObject(1, tenant.value());
        statement.setLong(2, now.minus(LIFE).toEpochMilli());
        try (var results = statement.executeQuery()) {
          return results.next() && results.getBoolean(1);
        }
      }
    });
  }

  private static Optional<TenantId> find(Connection connection, String hash, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, hash);
      statement.setLong(2, now.minus(LIFE).toEpochMilli());
      try (var results = statement.executeQuery()) {
        return results.next()
            ? Optional.of(new TenantId(new Row(results).uuid()))
            : Optional.empty();
      }
    }
  }
}
