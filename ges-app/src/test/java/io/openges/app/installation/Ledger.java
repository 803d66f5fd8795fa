package io.openges.app.installation;

import io.openges.app.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What PostgreSQL itself says of bookings, past all of GES. Thread-safe. */
public final class Ledger {

  private static final String PLACES = """
      SELECT desired, count(*) FROM callback_progress
      WHERE tenant = ? AND kind = 'S' AND state <> 'C' GROUP BY desired""";

  private static final String COUNTED = """
      SELECT coalesce(sum(taken), 0) FROM slot_block, unnest(used) taken WHERE tenant = ?""";

  private static final String ALL = "SELECT id FROM callback WHERE tenant = ?";

  private static final String LEASED =
      "SELECT id FROM callback_progress WHERE tenant = ? AND lease_owner IS NOT NULL";

  private static final String LEASE = """
      UPDATE callback_progress SET next_at = ?, lease_owner = ?, leases = leases + 1
      WHERE tenant = ? AND id = ?""";

  private final EmbeddedPostgres postgres;

  Ledger(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Returns how many open scheduled callbacks are desired at each time. */
  public Map<Instant, Integer> places(Tenant tenant) {
    Map<Instant, Integer> places = new HashMap<>();
    query(PLACES, tenant, row -> places.put(Instant.ofEpochMilli(row.getLong(1)), row.getInt(2)));
    return places;
  }

  /** Returns how many places the slots of a tenant count as taken, all at one moment. */
  public int counted(Tenant tenant) {
    var sum = new int[1];
    query(COUNTED, tenant, row -> sum[0] = row.getInt(1));
    return sum[0];
  }

  /** Returns the ids of all callbacks of a tenant. */
  public Set<String> callbacks(Tenant tenant) {
    Set<String> ids = new HashSet<>();
    query(ALL, tenant, row -> ids.add(row.getString(1)));
    return ids;
  }

  /** Returns the ids of the callbacks of a tenant that a node holds under a lease. */
  public Set<String> leased(Tenant tenant) {
    Set<String> ids = new HashSet<>();
    query(LEASED, tenant, row -> ids.add(row.getString(1)));
    return ids;
  }

  /** Has a node hold a callback under a lease, as if it had claimed it and died. */
  public void lease(Tenant tenant, String callback, String node, Instant until) {
    try (var connection = connect();
        var statement = connection.prepareStatement(LEASE)) {
      statement.setLong(1, until.toEpochMilli());
      statement.setString(2, node);
      statement.setObject(3, UUID.fromString(tenant.ccid()));
      statement.setObject(4, UUID.fromString(callback));
      if (statement.executeUpdate() != 1) {
        throw new IllegalArgumentException("no callback " + callback);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void query(String sql, Tenant tenant, Reader reader) {
    try (var connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, UUID.fromString(tenant.ccid()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }
}
