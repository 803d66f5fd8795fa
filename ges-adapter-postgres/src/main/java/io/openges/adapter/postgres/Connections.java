package io.openges.adapter.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
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
  private static final int SIGN_OF_LIFE_SECONDS = 1;

  /**
   * Short, because whoever waits for a connection looks between two times at {@link OutageGate}.
   */
  private static final long POOL_MILLIS = 250;

  private static final long VALIDATION_MILLIS = 1_000;
  private static final int IDLE_CONNECTIONS = 4;

  /**
   * A connection used within this time is handed out unasked: longer than the second from one look
   * of an idle dispatcher to the next, which would otherwise cost two statements.
   * {@link OutageGate} sees what goes silent, and {@link Database} repeats what meets a broken
   * connection.
   */
  private static final long TRUSTED_MILLIS = 1_500;

  /** The only way to tell the pool, which reads it when it is made. */
  private static final String TRUSTED = "com.zaxxer.hikari.aliveBypassWindowMs";

  /** A primary that has become a replica keeps its sessions; they are of no use any more. */
  private static final SQLExceptionOverride DEMOTED = new SQLExceptionOverride() {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
      return Failures.isReadOnly(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
  };

  /**
   * For every session. Transactions of a paused node end, so that nobody waits for its locks long.
   * Every statement of ours follows an index from a small set of keys; the planner must not prefer
   * to read a table that was small when it last looked. Whoever waited for a lock has to see what
   * was committed meanwhile, whatever the server's own default is.
   */
  private static final String SESSION = """
      SET statement_timeout = '4500ms';
      SET lock_timeout = '3s';
      SET idle_in_transaction_session_timeout = '5s';
      SET default_transaction_isolation = 'read committed';
      SET jit = off;
      SET enable_seqscan = off;
      SET enable_hashjoin = off;
      SET enable_mergejoin = off;
      DO $$ BEGIN SET plan_cache_mode = force_generic_plan;
      EXCEPTION WHEN undefined_object THEN NULL; END $$
      """;

  private Connections() {}

  /** Opens a pool; it does not fail if the database is down. */
  static HikariDataSource pool(PostgresConfig config) {
    var pool = new HikariConfig();
    pool.setPoolName("ges-postgres");
    pool.setJdbcUrl(config.jdbcUrl());
    pool.setDataSourceProperties(properties(config, ANSWER_SECONDS));
    pool.setMaximumPoolSize(config.poolSize());
    pool.setMinimumIdle(idle(config));
    pool.setExceptionOverride(DEMOTED);
    pool.setConnectionTimeout(POOL_MILLIS);
    pool.setValidationTimeout(VALIDATION_MILLIS);
    pool.setInitializationFailTimeout(-1);
    pool.setConnectionInitSql(SESSION);
    return trusting(pool);
  }

  /** Makes a pool that trusts connections a little longer, unless the process has its own mind. */
  private static synchronized HikariDataSource trusting(HikariConfig pool) {
    if (System.getProperty(TRUSTED) != null) {
      return new HikariDataSource(pool);
    }
    System.setProperty(TRUSTED, Long.toString(TRUSTED_MILLIS));
    try {
      return new HikariDataSource(pool);
    } finally {
      System.clearProperty(TRUSTED);
    }
  }

  /** Returns how many connections a pool keeps that nobody uses. */
  static int idle(PostgresConfig config) {
    return Math.min(IDLE_CONNECTIONS, config.poolSize());
  }

  /**
   * Asks with a new connection for a sign of life, for a second or two.
   *
   * @throws SQLException if there is none, or the server takes no writes
   */
  static void awaitSignOfLife(PostgresConfig config) throws SQLException {
    var properties = properties(config, SIGN_OF_LIFE_SECONDS);
    properties.setProperty("connectTimeout", Integer.toString(SIGN_OF_LIFE_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(SIGN_OF_LIFE_SECONDS));
    try (Connection connection = DriverManager.getConnection(config.jdbcUrl(), properties);
        var statement = connection.createStatement();
        var results = statement.executeQuery("SHOW transaction_read_only")) {
      results.next();
      if (results.getString(1).equals("on")) {
        throw new SQLException("the server takes no writes", Failures.READ_ONLY_SERVER);
      }
    }
  }

  /** Returns what a connection may be told that takes its time, for migrations and upkeep. */
  static Properties patient(PostgresConfig config) {
    return properties(config, MAINTENANCE_SECONDS);
  }

  private static Properties properties(PostgresConfig config, int answerSeconds) {
    var properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("ApplicationName", "ges");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(answerSeconds));
    properties.setProperty("cancelSignalTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "1");
    // the detail of an error may quote a row, and with it what a customer told
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }
}
