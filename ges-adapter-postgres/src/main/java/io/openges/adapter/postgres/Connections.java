package io.openges.adapter.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Makes connections whose every wait is bounded, so that nothing hangs longer than
 * {@link Database#PATIENCE}. Thread-safe.
 */
final class Connections {

  private static final int CONNECT_SECONDS = 2;
  private static final int ANSWER_SECONDS = 5;
  private static final int MAINTENANCE_SECONDS = 600;
  private static final long POOL_MILLIS = 2_500;
  private static final long VALIDATION_MILLIS = 1_000;
  private static final int IDLE_CONNECTIONS = 4;

  /**
   * For every session. Transactions of a paused node end, so that nobody waits for its locks long.
   * Every statement of ours follows an index from a small set of keys; the planner must not prefer
   * to read a table that was small when it last looked.
   */
  private static final String SESSION = """
      SET statement_timeout = '4500ms';
      SET lock_timeout = '3s';
      SET idle_in_transaction_session_timeout = '5s';
      SET jit = off;
      SET enable_seqscan = off;
      SET enable_hashjoin = off;
      SET enable_mergejoin = off
      """;

  private Connections() {}

  /** Opens a pool; it does not fail if the database is down. */
  static HikariDataSource pool(PostgresConfig config) {
    var pool = new HikariConfig();
    pool.setPoolName("ges-postgres");
    pool.setJdbcUrl(config.jdbcUrl());
    pool.setDataSourceProperties(properties(config, ANSWER_SECONDS));
    pool.setMaximumPoolSize(config.poolSize());
    pool.setMinimumIdle(Math.min(IDLE_CONNECTIONS, config.poolSize()));
    pool.setConnectionTimeout(POOL_MILLIS);
    pool.setValidationTimeout(VALIDATION_MILLIS);
    pool.setInitializationFailTimeout(-1);
    pool.setConnectionInitSql(SESSION);
    return new HikariDataSource(pool);
  }

  /** Returns what a connection may be told that takes its time, for migrations. */
  static Properties patient(PostgresConfig config) {
    return properties(config, MAINTENANCE_SECONDS);
  }

  /** Runs one statement that may take long, outside of any transaction. */
  static void maintain(PostgresConfig config, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(config.jdbcUrl(), patient(config));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Properties properties(PostgresConfig config, int answerSeconds) {
    var properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("ApplicationName", "ges");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(answerSeconds));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "1");
    // the detail of an error may quote a row, and with it what a customer told
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }
}
