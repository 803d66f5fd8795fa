package io.openges.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Runs work on a pooled connection, tries again where that cannot do harm, and turns outages into
 * {@link io.openges.ports.driven.DependencyUnavailableException}. Safe for use by many threads at
 * once.
 */
final class Database {

  /** How long anything may take from the caller's point of view (specification 21). */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** How often a transaction that lost a race begins anew. */
  private static final int RACES = 10;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How long a call may wait for a connection of the pool. */
  private static final Duration POOL_PATIENCE = Duration.ofMillis(2_500);

  private final DataSource pool;
  private final OutageGate gate;
  private final LongSupplier nanoTime;

  Database(DataSource pool, OutageGate gate, LongSupplier nanoTime) {
    this.pool = pool;
    this.gate = gate;
    this.nanoTime = nanoTime;
  }

  /** Returns a monotonic clock, nanoseconds. */
  LongSupplier nanoTime() {
    return nanoTime;
  }

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Work that sends the commit along with its last statement, which saves a round trip. */
  @FunctionalInterface
  interface CommittingWork<T> {

    /**
     * Does the work.
     *
     * @param committing to be run before the statement that commits is sent; from then on the
     *     transaction may have happened, and is not repeated when the connection breaks
     */
    T on(Connection connection, Runnable committing) throws SQLException;
  }

  /**
   * Does nothing unless PostgreSQL is known to be away; for what would have to queue before it is
   * told so.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if it is
   */
  void requireOpen(String operation) {
    gate.requireOpen(operation);
  }

  /**
   * Runs one statement that commits by itself. It is repeated on another connection if the first
   * one is lost at once, as after a restart, so it must be harmless to repeat.
   */
  <T> T statement(String operation, Work<T> work) {
    long deadline = nanoTime.getAsLong() + PATIENCE.toNanos() / 2;
    while (true) {
      try {
        return attempt(operation, work);
      } catch (SQLException failure) {
        if (!mayRepeat(failure, deadline)) {
          throw Failures.of(operation, failure);
        }
      }
    }
  }

  /**
   * Runs a transaction. Lost races and connections that break before the commit are repeated as
   * long as the patience lasts; a failed commit is not, because it may have happened.
   */
  <T> T transaction(String operation, Work<T> work) {
    return committing(operation, (connection, committing) -> work.on(connection));
  }

  /** Does the same with work that may commit by itself. */
  <T> T committing(String operation, CommittingWork<T> work) {
    long deadline = nanoTime.getAsLong() + PATIENCE.toNanos() / 2;
    int races = 0;
    while (true) {
      var commit = new boolean[1];
      try {
        return attempt(operation, connection -> commit(connection, work, commit));
      } catch (SQLException failure) {
        boolean lostRace = Failures.isLostRace(failure);
        boolean again = lostRace ? ++races < RACES : !commit[0] && mayRepeat(failure, deadline);
        if (!again) {
          throw Failures.of(operation, failure, commit[0] && !lostRace);
        }
      }
    }
  }

  private <T> T attempt(String operation, Work<T> work) throws SQLException {
    gate.enter(operation);
    try (var connection = connect()) {
      T result = work.on(connection);
      gate.answered();
      return result;
    } catch (SQLException failure) {
      gate.failed(failure);
      throw failure;
    } finally {
      gate.leave();
    }
  }

  /** Waits for a connection of the pool, but not for PostgreSQL while it is known to be away. */
  private Connection connect() throws SQLException {
    long end = nanoTime.getAsLong() + POOL_PATIENCE.toNanos();
    while (true) {
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException none) {
        gate.failed(none);
        if (gate.isShut() || nanoTime.getAsLong() - end >= 0) {
          throw none;
        }
      }
    }
  }

  private static <T> T commit(Connection connection, CommittingWork<T> work, boolean[] commit)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.on(connection, () -> commit[0] = true);
      commit[0] = true;
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException failure) {
      rollBack(connection, failure);
      throw failure;
    }
  }

  private static void rollBack(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException alsoLost) {
      failure.addSuppressed(alsoLost);
    }
  }

  private boolean mayRepeat(SQLException failure, long deadline) {
    if (!Failures.isConnectionLost(failure) || nanoTime.getAsLong() - deadline >= 0) {
      return false;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    return !gate.isShut() && !Thread.currentThread().isInterrupted();
  }
}
