package io.openges.adapter.postgres;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps sealed secrets. Safe for use by many threads at once. */
final class PostgresCredentialStore implements CredentialStore {

  private static final String PUT = """
      INSERT INTO credential (tenant, purpose, name, sealed, set_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant, purpose, name) DO UPDATE
      SET sealed = excluded.sealed, set_at = excluded.set_at
      """;

  private static final String FIND =
      "SELECT sealed, set_at FROM credential WHERE tenant = ? AND purpose = ? AND name = ?";

  private static final String LIST = """
      SELECT name FROM credential WHERE tenant = ? AND purpose = ? ORDER BY name COLLATE "C"
      """;

  private static final String REMOVE =
      "DELETE FROM credential WHERE tenant = ? AND purpose = ? AND name = ?";

  private final Database database;

  PostgresCredentialStore(Database database) {
    this.database = database;
  }

  @Override
  public void put(CredentialName name, Kept kept, AuditEntry audit) {
    database.transaction("keep a credential", connection -> {
      try (var statement = named(connection, PUT, name)) {
        statement.setString(4, kept.sealed());
        statement.setLong(5, kept.setAt().toEpochMilli());
        statement.executeUpdate();
      }
      PostgresAuditLog.keep(connection, List.of(audit));
      return true;
    });
  }

  @Override
  public Optional<Kept> find(CredentialName name) {
    return database.statement("find a credential", connection -> {
      try (var statement = named(connection, FIND, name);
          var results = statement.executeQuery()) {
        if (!results.next()) {
          return Optional.<Kept>empty();
        }
        var row = new Row(results);
        return Optional.of(new Kept(row.text(), row.instant()));
      }
    });
  }

  @Override
  public List<CredentialName> list(TenantId tenant, String purpose) {
    return database.statement("list credentials", connection -> {
      try (var statement = connection.prepareStatement(LIST)) {
        statement.setObject(1, tenant.value());
        statement.setString(2, purpose);
        try (var results = statement.executeQuery()) {
          var names = new ArrayList<CredentialName>();
          while (results.next()) {
            names.add(new CredentialName(tenant, purpose, new Row(results).text()));
          }
          return List.copyOf(names);
        }
      }
    });
  }

  @Override
  public boolean remove(CredentialName name, AuditEntry audit) {
    return database.transaction("remove a credential", connection -> {
      try (var statement = named(connection, REMOVE, name)) {
        if (statement.executeUpdate() == 0) {
          return false;
        }
      }
      PostgresAuditLog.keep(connection, List.of(audit));
      return true;
    });
  }

  private static PreparedStatement named(Connection connection, String sql, CredentialName name)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    statement.setObject(1, name.tenant().value());
    statement.setString(2, name.purpose());
    statement.setString(3, name.name());
    return statement;
  }
}
