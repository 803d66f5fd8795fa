package io.openges.app.bench;

import java.sql.SQLException;

/** Asks the database. Thread-safe. */
final class Counts {

  private Counts() {}

  /** Checks that every booking that was answered with success is there, and none else. */
  static void requireCallbacks(Lab lab, long expected) throws SQLException {
    long found = of(lab, "SELECT count(*) FROM callback");
    if (found != expected) {
      throw new IllegalStateException(expected + " booked, " + found + " found");
    }
  }

  /** Returns the number a query gives. */
  static long of(Lab lab, String query) throws SQLException {
    try (var connection = lab.connect();
        var statement = connection.createStatement();
        var results = statement.executeQuery(query)) {
      results.next();
      return results.getLong(1);
    }
  }

  /** Runs a statement. */
  static void run(Lab lab, String sql) throws SQLException {
    try (var connection = lab.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
