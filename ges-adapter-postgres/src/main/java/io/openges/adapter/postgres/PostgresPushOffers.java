package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushOffer;
import io.openges.domain.push.PushOffer.Answer;
import io.openges.domain.push.PushOffer.Decided;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.push.PushOffers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps offers; each statement decides by itself, skipping offers that others take in hand. Safe
 * for use by many threads at once.
 */
final class PostgresPushOffers implements PushOffers {

  private static final String OPEN = """
      INSERT INTO push_offer (tenant, id, attempt, expires_at, next_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant, id) DO UPDATE SET
        attempt = EXCLUDED.attempt, expires_at = EXCLUDED.expires_at,
        next_at = EXCLUDED.next_at, outcome = NULL, number = NULL, access_code = NULL
      """;

  private static final String ANSWER = """
      UPDATE push_offer SET outcome = 'C', number = ?, access_code = ?, next_at = ?
      WHERE tenant = ? AND id = ? AND (outcome = 'C' OR (outcome IS NULL AND expires_at > ?))
      """;

  private static final String CLAIM = """
      WITH taken AS (
        SELECT tenant, id, next_at AS was FROM push_offer
        WHERE next_at <= ? ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
      UPDATE push_offer o SET next_at = ?, outcome = coalesce(o.outcome, 'U')
      FROM taken WHERE o.tenant = taken.tenant AND o.id = taken.id
      RETURNING o.tenant, o.id, o.attempt, o.expires_at, o.number, o.access_code, taken.was
      """;

  private static final String AS_DECIDED = """
      WHERE tenant = ? AND id = ? AND attempt = ? AND expires_at = ?
        AND number IS NOT DISTINCT FROM ? AND access_code IS NOT DISTINCT FROM ?
      """;

  private static final String POSTPONE =
      "UPDATE push_offer SET next_at = ? " + AS_DECIDED + " AND outcome IS NOT NULL";

  private static final String SETTLE = "DELETE FROM push_offer " + AS_DECIDED;

  private final Database database;

  PostgresPushOffers(Database database) {
    this.database = database;
  }

  @Override
  public void open(PushOffer offer) {
    database.statement("open an offer", connection -> {
      try (var statement = connection.prepareStatement(OPEN)) {
        name(statement, 1, offer.key());
        statement.setInt(3, offer.attempt());
        statement.setLong(4, offer.expiresAt().toEpochMilli());
        statement.setLong(5, offer.expiresAt().toEpochMilli());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public boolean answer(CallbackKey key, Answer answer, Instant now) {
    return database.statement("answer an offer", connection -> {
      try (var statement = connection.prepareStatement(ANSWER)) {
        statement.setString(1, answer.number());
        statement.setObject(2, answer.accessCode(), Types.INTEGER);
        statement.setLong(3, now.toEpochMilli());
        name(statement, 4, key);
        statement.setLong(6, now.toEpochMilli());
        return statement.executeUpdate() > 0;
      }
    });
  }

  @Override
  public List<Decided> claim(Instant now, Duration lease, int limit) {
    return database.statement("claim offers", connection -> claim(connection, now, lease, limit));
  }

  private static List<Decided> claim(Connection connection, Instant now, Duration lease, int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(CLAIM)) {
      statement.setLong(1, now.toEpochMilli());
      statement.setInt(2, limit);
      statement.setLong(3, now.plus(lease).toEpochMilli());
      try (var results = statement.executeQuery()) {
        var claimed = new ArrayList<Waiting>();
        while (results.next()) {
          claimed.add(read(results));
        }
        return claimed.stream()
            .sorted(Comparator.comparingLong(Waiting::since))
            .map(Waiting::decided)
            .toList();
      }
    }
  }

  private static Waiting read(ResultSet results) throws SQLException {
    var row = new Row(results);
    var key = new CallbackKey(new TenantId(row.uuid()), new CallbackId(row.uuid()));
    var offer = new PushOffer(key, row.integer(), row.instant());
    var number = row.textOrNull();
    var code = row.integerOrNull();
    return new Waiting(
        new Decided(offer, number == null ? null : new Answer(number, code)), row.number());
  }

  @Override
  public void postpone(Decided decided, Instant at) {
    database.statement("postpone an offer", connection -> {
      try (var statement = connection.prepareStatement(POSTPONE)) {
        statement.setLong(1, at.toEpochMilli());
        asDecided(statement, 2, decided);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public void settle(Decided decided) {
    database.statement("settle an offer", connection -> {
      try (var statement = connection.prepareStatement(SETTLE)) {
        asDecided(statement, 1, decided);
        return statement.executeUpdate();
      }
    });
  }

  private static void asDecided(PreparedStatement statement, int first, Decided decided)
      throws SQLException {
    var answer = decided.answer();
    name(statement, first, decided.offer().key());
    statement.setInt(first + 2, decided.offer().attempt());
    statement.setLong(first + 3, decided.offer().expiresAt().toEpochMilli());
    statement.setString(first + 4, answer == null ? null : answer.number());
    statement.setObject(first + 5, answer == null ? null : answer.accessCode(), Types.INTEGER);
  }

  private static void name(PreparedStatement statement, int first, CallbackKey key)
      throws SQLException {
    statement.setObject(first, key.tenant().value());
    statement.setObject(first + 1, key.id().value());
  }

  /** An offer, and since when it waits. */
  private record Waiting(Decided decided, long since) {}
}
