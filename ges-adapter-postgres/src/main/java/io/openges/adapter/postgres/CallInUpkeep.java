package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callin.CallInKey;
import io.openges.ports.driven.callin.CallInRequests.Personal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Ends, erases and deletes call-in requests. Stateless; thread-safe. */
final class CallInUpkeep {

  private static final String EXPIRE =
      "UPDATE call_in SET state = 'E' WHERE tenant = ? AND id = ? AND state = 'C'";

  private static final String ERASE = """
      UPDATE call_in SET caller_given = NULL, caller = NULL, user_data = '{}',
        state = CASE state WHEN 'C' THEN 'E' ELSE state END
      """;

  /** Has an index of its own, as {@link #ERASE_OF_CALLBACKS} has: both are asked under the lock. */
  static final String ERASE_OF_CALLERS =
      ERASE + "WHERE tenant = ? AND caller IS NOT NULL AND ltrim(caller, '+') = ANY (?)";

  static final String ERASE_OF_CALLBACKS = ERASE + """
      WHERE tenant = ? AND callback IS NOT NULL AND callback = ANY (?)
        AND (caller IS NOT NULL OR user_data <> '{}')
      """;

  /** Jumps from tenant to tenant in the index, and takes the oldest of each. */
  private static final String PURGE = """
      WITH RECURSIVE t AS (
        (SELECT tenant FROM call_in ORDER BY tenant LIMIT 1)
        UNION ALL
        SELECT s.tenant FROM t CROSS JOIN LATERAL (
          SELECT tenant FROM call_in WHERE tenant > t.tenant ORDER BY tenant LIMIT 1) s)
      DELETE FROM call_in WHERE (tenant, id) IN (
        SELECT old.tenant, old.id FROM t CROSS JOIN LATERAL (
          SELECT c.tenant, c.id FROM call_in c WHERE c.tenant = t.tenant AND c.created < ?
          ORDER BY c.created LIMIT ? FOR UPDATE SKIP LOCKED) old
        LIMIT ?)
      """;

  private CallInUpkeep() {}

  /** Ends a request if it is open, and returns how many were. */
  static int expire(Connection connection, CallInKey key) throws SQLException {
    return CallInRows.update(connection, EXPIRE, key.tenant().value(), key.id());
  }

  /** Erases what is personal and returns in how many requests that was. */
  static int erase(Connection connection, Personal whose) throws SQLException {
    var tenant = whose.tenant().value();
    var digits = connection.createArrayOf("text", whose.digits().toArray());
    var ids = whose.callbacks().stream().map(CallbackId::value).toArray();
    var callbacks = connection.createArrayOf("uuid", ids);
    return CallInRows.update(connection, ERASE_OF_CALLERS, tenant, digits)
        + CallInRows.update(connection, ERASE_OF_CALLBACKS, tenant, callbacks);
  }

  /** Deletes old requests and returns how many. */
  static int purge(Connection connection, Instant before, int limit) throws SQLException {
    return CallInRows.update(connection, PURGE, before.toEpochMilli(), limit, limit);
  }
}
