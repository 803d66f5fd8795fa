package io.openges.app.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.openges.adapter.postgres.PostgresConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Books as everybody would: lock the slot's row, look whether it is full, insert the booking and
 * count it, commit. Three round trips, a pool as large as GES's. Safe for use by many threads at
 * once.
 */
final class PlainBooking implements AutoCloseable {

  private static final String TABLES = """
      CREATE TABLE plain_slot (
        name text PRIMARY KEY, used integer NOT NULL, capacity integer NOT NULL);
      CREATE TABLE plain_booking (
        id uuid PRIMARY KEY, slot text NOT NULL, created timestamptz NOT NULL, payload text NOT NULL);
      CREATE INDEX ON plain_booking (slot);
      CREATE INDEX ON plain_booking (created)
      """;

  private static final String LOCK =
      "SELECT used, capacity FROM plain_slot WHERE name = ? FOR UPDATE";

  private static final String BOOK = """
      WITH counted AS (UPDATE plain_slot SET used = used + 1 WHERE name = ?)
      INSERT INTO plain_booking (id, slot, created, payload) VALUES (?, ?, now(), ?)
      """;

  private static final String PAYLOAD = "0123456789".repeat(50);

  private final Lab lab;
  private final HikariDataSource pool;
  private final Set<String> slots = ConcurrentHashMap.newKeySet();

  PlainBooking(Lab lab) throws SQLException {
    this.lab = lab;
    Counts.run(lab, TABLES);
    pool = pool(lab, PostgresConfig.DEFAULT_POOL_SIZE);
  }

  /** Opens a pool whose transactions are ended by hand. */
  static HikariDataSource pool(Lab lab, int size) {
    var server = lab.postgres();
    var config = new HikariConfig();
    config.setJdbcUrl(server.jdbcUrl());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMaximumPoolSize(size);
    config.setAutoCommit(false);
    config.addDataSourceProperty("prepareThreshold", "1");
    return new HikariDataSource(config);
  }

  /** Books one place of a slot, which is made when it is first booked. */
  void book(String slot) throws SQLException {
    if (slots.add(slot)) {
      Counts.run(
          lab, "INSERT INTO plain_slot VALUES ('" + slot + "', 0, " + Settings.CAPACITY + ")");
    }
    try (var connection = pool.getConnection()) {
      while (!hasPlace(connection, slot)) {
        connection.rollback();
      }
      try (var statement = connection.prepareStatement(BOOK)) {
        statement.setString(1, slot);
        statement.setObject(2, UUID.randomUUID());
        statement.setString(3, slot);
        statement.setString(4, PAYLOAD);
        statement.executeUpdate();
      }
      connection.commit();
    }
  }

  /** False also while another thread is making the slot. */
  private static boolean hasPlace(Connection connection, String slot) throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, slot);
      try (var results = statement.executeQuery()) {
        if (!results.next()) {
          return false;
        }
        if (results.getInt(1) >= results.getInt(2)) {
          throw new IllegalStateException("full");
        }
        return true;
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
