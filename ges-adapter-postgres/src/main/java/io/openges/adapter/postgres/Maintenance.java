package io.openges.adapter.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements that may take minutes, each on a connection of its own and outside of any
 * transaction, until it is stopped. Safe for use by many threads at once; statements run one at a
 * time.
 */
final class Maintenance {

  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

  private final PostgresConfig config;
  private final Object running = new Object();
  private @Nullable Statement statement;
  private boolean stopped;

  Maintenance(PostgresConfig config) {
    this.config = config;
  }

  /**
   * Runs a statement if a condition holds; returns at once if this is stopped, and early if it is
   * stopped meanwhile.
   *
   * @param condition a query for one truth value; what it locks for its session stays locked until
   *     the statement has run
   */
  void run(String condition, String sql) throws SQLException {
    synchronized (running) {
      try (Connection connection =
              DriverManager.getConnection(config.jdbcUrl(), Connections.patient(config));
          var maintaining = connection.createStatement()) {
        if (begin(maintaining) && holds(maintaining, condition)) {
          maintaining.execute(sql);
        }
      } catch (SQLException failure) {
        if (!isStopped()) {
          throw failure;
        }
      } finally {
        end();
      }
    }
  }

  private static boolean holds(Statement asking, String condition) throws SQLException {
    try (var answer = asking.executeQuery(condition)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** Cancels what runs, and lets nothing begin any more; returns at once. */
  synchronized void stop() {
    stopped = true;
    var current = statement;
    if (current != null) {
      statement = null;
      var thread = new Thread(() -> cancel(current), "ges-postgres-cancel");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized boolean begin(Statement next) {
    statement = stopped ? null : next;
    return !stopped;
  }

  private synchronized void end() {
    statement = null;
  }

  /** A server that does not hear the wish loses the connection all the same. */
  private static void cancel(Statement statement) {
    try {
      var connection = statement.getConnection();
      try {
        statement.cancel();
      } finally {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("not cancelled: {}", e.getMessage());
    }
  }
}
