package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Keys of callbacks in statements. Pure functions; thread-safe.
 *
 * <p>Whoever locks several rows of a table does so in the table's {@linkplain #ORDER order}, which
 * is PostgreSQL's, so that no two transactions wait for each other.
 */
final class Keys {

  /** PostgreSQL's order of UUIDs: by their bytes, unsigned, which Java's is not. */
  static final Comparator<UUID> UUIDS = (a, b) -> {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  };

  /** By tenant, then id. */
  static final Comparator<CallbackKey> ORDER = Comparator.<CallbackKey, UUID>comparing(
          key -> key.tenant().value(), UUIDS)
      .thenComparing(key -> key.id().value(), UUIDS);

  private Keys() {}

  static CallbackKey read(Row row) throws SQLException {
    var tenant = new TenantId(row.uuid());
    return new CallbackKey(tenant, new CallbackId(row.uuid()));
  }

  /** Sets two parameters, the tenant and the id. */
  static void bind(PreparedStatement statement, int first, CallbackKey key) throws SQLException {
    statement.setObject(first, key.tenant().value());
    statement.setObject(first + 1, key.id().value());
  }

  /** Runs a statement that returns keys and nothing else. */
  static Set<CallbackKey> query(PreparedStatement statement) throws SQLException {
    var keys = new HashSet<CallbackKey>();
    try (var results = statement.executeQuery()) {
      while (results.next()) {
        keys.add(read(new Row(results)));
      }
    }
    return keys;
  }
}
