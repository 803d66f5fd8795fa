package io.openges.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Queries that go to the server together and are run one after the other: at READ COMMITTED each
 * sees what was committed while those before it waited for locks. Not thread-safe; one transaction.
 */
final class RoundTrip {

  private final List<Query> queries = new ArrayList<>();

  /** Sets parameters from {@code index} on; returns the next index. */
  @FunctionalInterface
  interface Parameters {
    int bind(Connection connection, PreparedStatement statement, int index) throws SQLException;
  }

  /** Reads what a query returned. */
  @FunctionalInterface
  interface Answer {
    void read(ResultSet results) throws SQLException;
  }

  private record Query(String sql, Parameters parameters, Answer answer) {}

  /** Adds a query, to be run after those before. */
  void add(String sql, Parameters parameters, Answer answer) {
    queries.add(new Query(sql, parameters, answer));
  }

  /** Runs what was added, if anything was. */
  void run(Connection connection) throws SQLException {
    if (queries.isEmpty()) {
      return;
    }
    var sql = queries.stream().map(Query::sql).collect(Collectors.joining(";\n"));
    try (var statement = connection.prepareStatement(sql)) {
      int next = 1;
      for (var query : queries) {
        next = query.parameters().bind(connection, statement, next);
      }
      statement.execute();
      for (var query : queries) {
        try (var results = statement.getResultSet()) {
          query.answer().read(results);
        }
        statement.getMoreResults();
      }
    }
  }
}
