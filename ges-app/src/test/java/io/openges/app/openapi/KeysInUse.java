package io.openges.app.openapi;

import io.openges.app.embedded.EmbeddedPostgres;
import io.openges.app.installation.Tenant;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Idempotency keys of bookings that another node is about to make, and does not. Not thread-safe;
 * one thread at a time.
 */
final class KeysInUse implements AutoCloseable {

  private static final String USE = """
      INSERT INTO idempotency_key (tenant, key, used_at, fingerprint, answer)
      VALUES (?, ?, 0, '', '')""";

  private final Connection connection;

  /** Begins the transaction of the other node. */
  KeysInUse(EmbeddedPostgres postgres) {
    try {
      connection =
          DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Uses a key. */
  void add(Tenant tenant, String key) {
    try (var statement = connection.prepareStatement(USE)) {
      statement.setObject(1, UUID.fromString(tenant.ccid()));
      statement.setString(2, key);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the transaction; the keys are free. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
