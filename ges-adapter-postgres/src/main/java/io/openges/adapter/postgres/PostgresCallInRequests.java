package io.openges.adapter.postgres;

import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInOrder;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.CallInRequest.Recognition;
import io.openges.domain.callin.CallInRequest.State;
import io.openges.domain.callin.IncomingCall;
import io.openges.domain.callin.NumberLoad;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.callin.Chance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps call-in requests, a row for each. Whoever makes, matches or erases one holds the lock of
 * its tenant until the commit, so the rules decide on what is so for all nodes; that takes a few
 * milliseconds of which customers notice nothing, for they come one by one. The statement after the
 * lock sees what was committed before it, at READ COMMITTED. What has expired is left out by its
 * time. Safe for use by many threads at once.
 */
final class PostgresCallInRequests implements CallInRequests {

  private static final String LOCK = "SELECT pg_advisory_xact_lock(71503, hashtext(?::text))";

  private static final String LOADS = """
      SELECT v.number, count(c.id), coalesce(bool_or(c.code IS NULL AND c.caller IS NULL
          AND c.id IS NOT NULL), false), coalesce(max(n.turn), 0), min(c.expires)
      FROM unnest(?::text[]) WITH ORDINALITY AS v(number, place)
      LEFT JOIN call_in_number n ON n.tenant = ? AND n.number = v.number
      LEFT JOIN call_in c
        ON c.tenant = ? AND c.number = v.number AND c.state = 'C' AND c.expires > ?
      GROUP BY v.number, v.place ORDER BY v.place
      """;

  private static final String CODES = """
      SELECT code FROM call_in
      WHERE tenant = ? AND number = ? AND state = 'C' AND expires > ? AND code IS NOT NULL
      """;

  private static final String REPLACE = """
      UPDATE call_in SET state = 'E'
      WHERE tenant = ? AND number = ? AND caller = ? AND code IS NULL AND state = 'C'
        AND expires > ?
      """;

  private static final String TURN = """
      INSERT INTO call_in_number (tenant, number, turn) SELECT ?, ?, coalesce(max(turn), 0) + 1
      FROM call_in_number WHERE tenant = ?
      ON CONFLICT (tenant, number) DO UPDATE SET turn = excluded.turn
      """;

  private static final String INSERT = "INSERT INTO call_in (" + CallInRows.COLUMNS
      + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String SELECT = "SELECT " + CallInRows.COLUMNS + " FROM call_in ";

  private static final String BY_CALL = SELECT + "WHERE tenant = ? AND call_uuid = ?";

  private static final String BY_ID = SELECT + "WHERE tenant = ? AND id = ?";

  private static final String OPEN =
      SELECT + "WHERE tenant = ? AND number = ANY (?) AND state = 'C' AND expires > ?";

  private static final String WITH_CODE = OPEN + " AND code = ?";

  private static final String WITHOUT_CODE =
      OPEN + " AND code IS NULL AND (caller IS NULL OR caller = ANY (?))";

  /** Who ends or deletes a request takes no lock, and may have come first. */
  private static final String MATCH = """
      UPDATE call_in SET state = 'M', call_uuid = ?
      WHERE tenant = ? AND id = ? AND state = 'C'
      """;

  private final Database database;

  PostgresCallInRequests(Database database) {
    this.database = database;
  }

  @Override
  public Creation create(CallInOrder order, Chance chance) {
    return database.transaction(
        "make a call-in request", connection -> create(connection, order, chance));
  }

  private static Creation create(Connection connection, CallInOrder order, Chance chance)
      throws SQLException {
    lock(connection, order.key().tenant());
    var loads = loads(connection, order);
    for (var candidate : NumberLoad.candidates(loads, order.recognition())) {
      var request = request(connection, order, candidate.number(), chance);
      if (request.isPresent()) {
        keep(connection, request.get());
        return new Creation.Created(request.get());
      }
    }
    return new Creation.NoneFree(NumberLoad.firstExpiry(loads).orElse(null));
  }

  private static void lock(Connection connection, TenantId tenant) throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, tenant.toString());
      statement.execute();
    }
  }

  private static List<NumberLoad> loads(Connection connection, CallInOrder order)
      throws SQLException {
    try (var statement = connection.prepareStatement(LOADS)) {
      var tenant = order.key().tenant().value();
      statement.setArray(1, connection.createArrayOf("text", order.numbers().toArray()));
      statement.setObject(2, tenant);
      statement.setObject(3, tenant);
      statement.setLong(4, order.now().toEpochMilli());
      var loads = new ArrayList<NumberLoad>();
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          var row = new Row(results);
          loads.add(new NumberLoad(
              row.text(), row.integer(), row.bool(), row.number(), row.instantOrNull()));
        }
      }
      return loads;
    }
  }

  private static Optional<CallInRequest> request(
      Connection connection, CallInOrder order, String number, Chance chance) throws SQLException {
    var codes = order.codes();
    if (codes == null) {
      return Optional.of(order.request(number, null));
    }
    var taken = new ArrayList<Integer>();
    try (var statement = connection.prepareStatement(CODES)) {
      statement.setObject(1, order.key().tenant().value());
      statement.setString(2, number);
      statement.setLong(3, order.now().toEpochMilli());
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          taken.add(results.getInt(1));
        }
      }
    }
    var code = codes.choose(taken, chance::below);
    return code.isEmpty() ? Optional.empty() : Optional.of(order.request(number, code.getAsInt()));
  }

  private static void keep(Connection connection, CallInRequest request) throws SQLException {
    var tenant = request.key().tenant().value();
    if (request.recognition() == Recognition.CALLER) {
      CallInRows.update(
          connection,
          REPLACE,
          tenant,
          request.line().number(),
          request.sent().callerKey(),
          request.createdAt().toEpochMilli());
    }
    CallInRows.update(connection, TURN, tenant, request.line().number(), tenant);
    var caller = request.sent().caller();
    var callback = request.sent().callback();
    CallInRows.update(
        connection,
        INSERT,
        tenant,
        request.key().id(),
        request.line().number(),
        request.line().accessCode(),
        request.sent().group(),
        caller == null ? null : caller.asGiven(),
        request.sent().callerKey(),
        request.sent().userData().json(),
        callback == null ? null : callback.value(),
        request.createdAt().toEpochMilli(),
        request.expiresAt().toEpochMilli(),
        CallInRows.letter(request.state()));
  }

  @Override
  public Optional<CallInRequest> match(IncomingCall call) {
    return database.transaction("match a call", connection -> {
      lock(connection, call.tenant());
      var wrong = WrongCodeRows.read(connection, call);
      if (wrong.values().stream().anyMatch(codes -> codes.isBlockedAt(call.now()))) {
        return Optional.empty();
      }
      var before = CallInRows.query(connection, BY_CALL, call.tenant().value(), call.callUuid());
      if (!before.isEmpty()) {
        return Optional.of(before.get(0));
      }
      var found = call.match(candidates(connection, call));
      while (found.isPresent()) {
        var key = found.get().key();
        if (CallInRows.update(connection, MATCH, call.callUuid(), key.tenant().value(), key.id())
            == 1) {
          return Optional.of(found.get().as(State.MATCHED));
        }
        found = call.match(candidates(connection, call));
      }
      if (call.code() != null) {
        WrongCodeRows.count(connection, call, wrong);
      }
      return Optional.empty();
    });
  }

  private static List<CallInRequest> candidates(Connection connection, IncomingCall call)
      throws SQLException {
    var numbers = connection.createArrayOf("text", call.numbers().toArray());
    return CallInRows.query(
        connection,
        call.code() == null ? WITHOUT_CODE : WITH_CODE,
        call.tenant().value(),
        numbers,
        call.now().toEpochMilli(),
        call.code() == null
            ? connection.createArrayOf("text", call.callers().toArray())
            : call.code());
  }

  @Override
  public Optional<CallInRequest> find(CallInKey key) {
    return database.statement(
        "find a call-in request",
        connection -> CallInRows.query(connection, BY_ID, key.tenant().value(), key.id()).stream()
            .findFirst());
  }

  @Override
  public void expire(CallInKey key) {
    database.statement(
        "expire a call-in request", connection -> CallInUpkeep.expire(connection, key));
  }

  @Override
  public int erase(Personal whose) {
    return database.transaction("erase call-in requests", connection -> {
      lock(connection, whose.tenant());
      WrongCodeRows.erase(connection, whose);
      return CallInUpkeep.erase(connection, whose);
    });
  }

  @Override
  public int purge(Instant before, Instant now, int limit) {
    return database.transaction("purge call-in requests", connection -> {
      int codes = WrongCodeRows.purge(connection, now, limit);
      return Math.max(codes, CallInUpkeep.purge(connection, before, limit));
    });
  }
}
