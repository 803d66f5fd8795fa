package io.openges.adapter.postgres;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.HeardTenants;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what was heard of tenants. Safe for use by many threads at once. */
final class PostgresHeardTenants implements HeardTenants {

  private static final Rows<Map.Entry<TenantId, Heard>> ROWS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", entry -> entry.getKey().value()),
      new Rows.Column<>("heard_at", "int8", entry -> entry.getValue().at().toEpochMilli()),
      new Rows.Column<>("origins", "text", entry -> text(entry.getValue().origins()))));

  /** In order, so that nodes that do it at once wait for each other. */
  private static final String REMEMBER = """
      INSERT INTO heard_tenant AS o (tenant, heard_at, origins)
      SELECT tenant, heard_at, origins FROM %s ORDER BY tenant
      ON CONFLICT (tenant) DO UPDATE
      SET heard_at = excluded.heard_at, origins = excluded.origins
      WHERE o.heard_at <= excluded.heard_at
      """.formatted(ROWS.table());

  private static final String PURGE = "DELETE FROM heard_tenant WHERE heard_at <= ?";

  private static final String RECALL =
      "SELECT tenant, heard_at, origins FROM heard_tenant WHERE heard_at > ?";

  private static final String KNOWS =
      "SELECT EXISTS (SELECT FROM heard_tenant WHERE tenant = ? AND heard_at > ?)";

  private final Database database;

  PostgresHeardTenants(Database database) {
    this.database = database;
  }

  @Override
  public void remember(Map<TenantId, Heard> heard, Instant now) {
    database.transaction("remember tenants", connection -> {
      try (var statement = connection.prepareStatement(REMEMBER)) {
        ROWS.bind(connection, statement, List.copyOf(heard.entrySet()));
        statement.executeUpdate();
      }
      try (var statement = connection.prepareStatement(PURGE)) {
        statement.setLong(1, now.minus(LIFE).toEpochMilli());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Map<TenantId, Heard> recall(Instant now) {
    return database.statement("recall tenants", connection -> {
      try (var statement = connection.prepareStatement(RECALL)) {
        statement.setLong(1, now.minus(LIFE).toEpochMilli());
        try (var results = statement.executeQuery()) {
          var all = new HashMap<TenantId, Heard>();
          while (results.next()) {
            read(new Row(results), all);
          }
          return Map.copyOf(all);
        }
      }
    });
  }

  @Override
  public boolean knows(TenantId tenant, Instant now) {
    return database.statement("find a tenant that was heard of", connection -> {
      try (var statement = connection.prepareStatement(KNOWS)) {
        statement.setObject(1, tenant.value());
        statement.setLong(2, now.minus(LIFE).toEpochMilli());
        try (var results = statement.executeQuery()) {
          return results.next() && results.getBoolean(1);
        }
      }
    });
  }

  private static void read(Row row, Map<TenantId, Heard> all) throws SQLException {
    var tenant = new TenantId(row.uuid());
    var at = row.instant();
    all.put(tenant, new Heard(origins(row.text()), at));
  }

  private static String text(Set<String> origins) {
    return origins.stream().sorted().collect(Collectors.joining("\n"));
  }

  private static Set<String> origins(String text) {
    return text.isEmpty() ? Set.of() : text.lines().collect(Collectors.toUnmodifiableSet());
  }
}
