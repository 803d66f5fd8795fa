package io.openges.adapter.postgres;

import io.openges.domain.callin.IncomingCall;
import io.openges.domain.callin.WrongCodes;
import io.openges.ports.driven.callin.CallInRequests;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts wrong codes in the transaction of the match, under the lock of its tenant: whoever tries
 * many at once has no more tries than whoever tries one after the other. Stateless; thread-safe.
 */
final class WrongCodeRows {

  private static final String READ = """
      SELECT source, times, blocked_until FROM call_in_wrong_code
      WHERE tenant = ? AND source = ANY (?)
      """;

  private static final String WRITE = """
      INSERT INTO call_in_wrong_code (tenant, source, times, blocked_until, forgotten_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant, source) DO UPDATE
      SET times = excluded.times, blocked_until = excluded.blocked_until,
        forgotten_at = excluded.forgotten_at
      """;

  private static final String ERASE =
      "DELETE FROM call_in_wrong_code WHERE tenant = ? AND source = ANY (?)";

  private static final String PURGE = """
      DELETE FROM call_in_wrong_code WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM call_in_wrong_code WHERE forgotten_at <= ?
        LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  private WrongCodeRows() {}

  /** Returns the wrong codes of the call's sources, as far as there are any. */
  static Map<String, WrongCodes> read(Connection connection, IncomingCall call)
      throws SQLException {
    try (var statement = connection.prepareStatement(READ)) {
      statement.setObject(1, call.tenant().value());
      statement.setArray(2, connection.createArrayOf("text", call.sources().toArray()));
      var found = new HashMap<String, WrongCodes>();
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          var times = Stream.of((Long[]) results.getArray(2).getArray())
              .map(Instant::ofEpochMilli)
              .toList();
          found.put(
              results.getString(1),
              new WrongCodes(times, Instant.ofEpochMilli(results.getLong(3))));
        }
      }
      return found;
    }
  }

  /** Counts one more for each of the call's sources. */
  static void count(Connection connection, IncomingCall call, Map<String, WrongCodes> before)
      throws SQLException {
    try (var statement = connection.prepareStatement(WRITE)) {
      for (var source : call.sources()) {
        var codes = before.getOrDefault(source, WrongCodes.NONE).and(call.now());
        var times = codes.times().stream().map(Instant::toEpochMilli).toArray(Long[]::new);
        statement.setObject(1, call.tenant().value());
        statement.setString(2, source);
        statement.setArray(3, connection.createArrayOf("int8", times));
        statement.setLong(4, codes.blockedUntil().toEpochMilli());
        statement.setLong(5, codes.forgottenAt().toEpochMilli());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Deletes those of callers. */
  static void erase(Connection connection, CallInRequests.Personal whose) throws SQLException {
    try (var statement = connection.prepareStatement(ERASE)) {
      var sources = whose.digits().stream().map(IncomingCall::source).toArray();
      statement.setObject(1, whose.tenant().value());
      statement.setArray(2, connection.createArrayOf("text", sources));
      statement.executeUpdate();
    }
  }

  /** Deletes what counts no more and returns how much that was. */
  static int purge(Connection connection, Instant now, int limit) throws SQLException {
    try (var statement = connection.prepareStatement(PURGE)) {
      statement.setLong(1, now.toEpochMilli());
      statement.setInt(2, limit);
      return statement.executeUpdate();
    }
  }
}
