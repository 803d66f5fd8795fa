package io.openges.adapter.postgres;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failed statement means: PostgreSQL did not answer, a race that another try decides,
 * or a mistake of ours. Pure functions; thread-safe.
 */
final class Failures {

  static final String SERIALIZATION_FAILURE = "40001";
  static final String DEADLOCK = "40P01";
  static final String LOCK_NOT_AVAILABLE = "55P03";
  static final String READ_ONLY_SERVER = "25006";
  private static final String IDLE_IN_TRANSACTION = "25P03";

  /** Connection, resources, operator intervention, system errors. */
  private static final Set<String> CLASSES_OF_OUTAGE = Set.of("08", "53", "57", "58");

  private static final Set<String> OTHER_OUTAGES = Set.of(
      LOCK_NOT_AVAILABLE, READ_ONLY_SERVER, IDLE_IN_TRANSACTION, SERIALIZATION_FAILURE, DEADLOCK);

  private Failures() {}

  /** Returns what to throw to the caller of a port. */
  static RuntimeException of(String operation, SQLException failure) {
    return of(operation, failure, true);
  }

  /**
   * Does the same.
   *
   * @param mayBeDone whether what failed may have happened
   */
  static RuntimeException of(String operation, SQLException failure, boolean mayBeDone) {
    if (isOutage(failure)) {
      return mayBeDone
          ? new DependencyUnavailableException(Dependency.POSTGRESQL, operation, failure)
          : DependencyUnavailableException.nothingDone(Dependency.POSTGRESQL, operation, failure);
    }
    return new IllegalStateException(
        operation + " failed" + hint(state(failure)) + ", SQL state " + state(failure), failure);
  }

  /** What an operator gets wrong most often. */
  private static String hint(String state) {
    if (state.startsWith("28")) {
      return ": PostgreSQL refuses the user or the password";
    }
    return state.equals("3D000") ? ": PostgreSQL has no such database" : "";
  }

  /** Says whether PostgreSQL could not do what it was asked, through no fault of the statement. */
  static boolean isOutage(SQLException failure) {
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLTimeoutException
        || isConnectionLost(failure)
        || OTHER_OUTAGES.contains(state(failure))
        || (state(failure).length() == 5
            && CLASSES_OF_OUTAGE.contains(state(failure).substring(0, 2)));
  }

  /** Says whether the connection is gone or was never made, so that a new one may do better. */
  static boolean isConnectionLost(SQLException failure) {
    var state = state(failure);
    return failure instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals(IDLE_IN_TRANSACTION)
        || state.equals(READ_ONLY_SERVER);
  }

  /** Says whether the server takes no writes, as a primary that was replaced by another. */
  static boolean isReadOnly(SQLException failure) {
    return state(failure).equals(READ_ONLY_SERVER);
  }

  /** Says whether the transaction lost a race and is rolled back. */
  static boolean isLostRace(SQLException failure) {
    return state(failure).equals(SERIALIZATION_FAILURE) || state(failure).equals(DEADLOCK);
  }

  /** Finds the SQL failure behind an exception, null if there is none. */
  static @Nullable SQLException behind(@Nullable Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure) {
        return failure;
      }
    }
    return null;
  }

  private static String state(SQLException failure) {
    var state = failure.getSQLState();
    return state == null ? "" : state;
  }
}
