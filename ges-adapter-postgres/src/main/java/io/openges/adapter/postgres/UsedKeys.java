package io.openges.adapter.postgres;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The statements on {@code idempotency_key}. Pure functions; thread-safe. */
final class UsedKeys {

  /** How long a key is remembered (specification 3.1). */
  static final Duration REMEMBERED = Duration.ofHours(24);

  private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::tenant, Keys.UUIDS)
      .thenComparing(entry -> entry.remembered().key());

  private static final Rows<Entry> KEYS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", Entry::tenant),
      new Rows.Column<>("key", "text", entry -> entry.remembered().key())));

  private static final Rows<Entry> ROWS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", Entry::tenant),
      new Rows.Column<>("key", "text", entry -> entry.remembered().key()),
      new Rows.Column<>("used_at", "int8", entry -> entry.remembered().at().toEpochMilli()),
      new Rows.Column<>(
          "fingerprint", "text", entry -> Texts.storable(entry.remembered().fingerprint())),
      new Rows.Column<>(
          "answer", "text", entry -> Texts.storable(entry.remembered().answer())),
      new Rows.Column<>("callback", "uuid", Entry::callback)));

  private static final String CLAIM =
      """
      INSERT INTO idempotency_key AS k (tenant, key, used_at, fingerprint, answer, callback)
      SELECT v.tenant, v.key, v.used_at, v.fingerprint, v.answer, v.callback FROM %s
      ON CONFLICT (tenant, key) DO UPDATE SET
        used_at = excluded.used_at, fingerprint = excluded.fingerprint,
        answer = excluded.answer, callback = excluded.callback
      WHERE k.used_at + %s < excluded.used_at
      RETURNING k.tenant, k.key
      """.formatted(ROWS.table(), Long.toString(REMEMBERED.toMillis()));

  private static final String READ = """
      SELECT k.tenant, k.key, k.fingerprint, k.answer FROM %s
      JOIN idempotency_key k ON k.tenant = v.tenant AND k.key = v.key
      """.formatted(KEYS.table());

  private static final String FREE = """
      DELETE FROM idempotency_key k USING %s WHERE k.tenant = v.tenant AND k.key = v.key
      """.formatted(KEYS.table());

  private UsedKeys() {}

  /** A key in its tenant. */
  record Name(TenantId tenant, String key) {}

  private record Entry(UUID tenant, UUID callback, Remembered remembered) {

    Name name() {
      return new Name(new TenantId(tenant), remembered.key());
    }
  }

  /**
   * Takes the keys of bookings that have one, waiting for other transactions that are about to use
   * the same.
   *
   * @param taken gets the outcomes of those whose key is taken
   */
  static void claim(
      Connection connection, List<NewBooking> bookings, BiConsumer<NewBooking, Outcome> taken)
      throws SQLException {
    var entries = entries(bookings);
    if (entries.isEmpty()) {
      return;
    }
    var won = new HashSet<Name>();
    try (var statement = connection.prepareStatement(CLAIM)) {
      ROWS.bind(connection, statement, entries.keySet().stream().sorted(ORDER).toList());
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          var row = new Row(results);
          won.add(new Name(new TenantId(row.uuid()), row.text()));
        }
      }
    }
    entries.keySet().removeIf(entry -> won.contains(entry.name()));
    if (!entries.isEmpty()) {
      judge(connection, entries, taken);
    }
  }

  /** Gives back the keys of bookings that came to nothing. */
  static void free(Connection connection, List<NewBooking> refused) throws SQLException {
    var entries = entries(refused);
    if (!entries.isEmpty()) {
      try (var statement = connection.prepareStatement(FREE)) {
        KEYS.bind(connection, statement, List.copyOf(entries.keySet()));
        statement.executeUpdate();
      }
    }
  }

  private static Map<Entry, NewBooking> entries(List<NewBooking> bookings) {
    var entries = new HashMap<Entry, NewBooking>();
    for (var booking : bookings) {
      var remembered = booking.idempotency();
      if (remembered != null) {
        var key = booking.callback().key();
        entries.put(new Entry(key.tenant().value(), key.id().value(), remembered), booking);
      }
    }
    return entries;
  }

  private static void judge(
      Connection connection, Map<Entry, NewBooking> entries, BiConsumer<NewBooking, Outcome> taken)
      throws SQLException {
    var known = read(connection, List.copyOf(entries.keySet()));
    for (var entry : entries.entrySet()) {
      var stored = known.get(entry.getKey().name());
      if (stored == null) {
        throw new SQLTransactionRollbackException("key is gone", Failures.SERIALIZATION_FAILURE);
      }
      var fingerprint = Texts.storable(entry.getKey().remembered().fingerprint());
      taken.accept(
          entry.getValue(),
          stored.fingerprint().equals(fingerprint)
              ? new Outcome.Replayed(stored.answer())
              : new Outcome.KeyMismatch());
    }
  }

  private record Stored(String fingerprint, String answer) {}

  private static Map<Name, Stored> read(Connection connection, List<Entry> entries)
      throws SQLException {
    var known = new HashMap<Name, Stored>();
    try (var statement = connection.prepareStatement(READ)) {
      KEYS.bind(connection, statement, entries);
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          var row = new Row(results);
          var name = new Name(new TenantId(row.uuid()), row.text());
          known.put(name, new Stored(row.text(), row.text()));
        }
      }
    }
    return known;
  }

  /** Says whether two bookings must not be committed together: the name they share, or null. */
  static @Nullable Object name(NewBooking booking) {
    var remembered = booking.idempotency();
    return remembered == null
        ? null
        : new Name(booking.callback().key().tenant(), remembered.key());
  }
}
