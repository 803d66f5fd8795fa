package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one kind of settings as JSON, in a table of its own. Safe for use by many threads at once.
 */
final class PostgresSettingsStore implements SettingsStore {

  /** Jumps from tenant to tenant in the index, so its cost does not grow with the versions. */
  private static final String VERSIONS = """
      WITH RECURSIVE newest AS (
        (SELECT tenant, version FROM %1$s ORDER BY tenant, version DESC LIMIT 1)
        UNION ALL
        SELECT s.tenant, s.version FROM newest n CROSS JOIN LATERAL (
          SELECT tenant, version FROM %1$s
          WHERE tenant > n.tenant ORDER BY tenant, version DESC LIMIT 1) s)
      SELECT tenant, version FROM newest
      """;

  private static final String FIND = """
      SELECT content, published_at, published_by FROM %1$s
      WHERE tenant = ? AND version = ?
      """;

  private static final String NEWEST =
      "SELECT coalesce(max(version), 0) FROM %1$s WHERE tenant = ?";

  private static final String HISTORY = """
      SELECT version, published_at, published_by FROM %1$s
      WHERE tenant = ? ORDER BY version DESC
      """;

  /** Two publishers meet at the primary key: the second inserts nothing. */
  private static final String PUBLISH = """
      INSERT INTO %1$s (tenant, version, published_at, published_by, content)
      SELECT ?, ?, ?, ?, ? WHERE coalesce(
        (SELECT max(version) FROM %1$s WHERE tenant = ?), 0) = ?
      ON CONFLICT DO NOTHING
      """;

  private static final String FORGET = "DELETE FROM %1$s WHERE tenant = ? AND version <= ?";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};

  private final Database database;
  private final String versions;
  private final String newest;
  private final String find;
  private final String history;
  private final String publish;
  private final String forget;

  /**
   * Keeps them in {@code table}, a name in the schema and never a user's: it is put into the
   * statements as it is.
   */
  PostgresSettingsStore(Database database, String table) {
    this.database = database;
    this.versions = VERSIONS.formatted(table);
    this.newest = NEWEST.formatted(table);
    this.find = FIND.formatted(table);
    this.history = HISTORY.formatted(table);
    this.publish = PUBLISH.formatted(table);
    this.forget = FORGET.formatted(table);
  }

  @Override
  public Map<TenantId, Integer> versions() {
    return database.statement("read settings versions", connection -> {
      try (var statement = connection.prepareStatement(versions);
          var results = statement.executeQuery()) {
        var versions = new HashMap<TenantId, Integer>();
        while (results.next()) {
          var row = new Row(results);
          versions.put(new TenantId(row.uuid()), row.integer());
        }
        return versions;
      }
    });
  }

  @Override
  public int newest(TenantId tenant) {
    return database.statement("read the settings version", connection -> {
      try (var statement = connection.prepareStatement(newest)) {
        statement.setObject(1, tenant.value());
        try (var results = statement.executeQuery()) {
          results.next();
          return new Row(results).integer();
        }
      }
    });
  }

  @Override
  public Optional<Publication> find(TenantId tenant, int version) {
    return database.statement("read settings", connection -> {
      try (var statement = connection.prepareStatement(find)) {
        statement.setObject(1, tenant.value());
        statement.setInt(2, version);
        try (var results = statement.executeQuery()) {
          return results.next() ? Optional.of(publication(new Row(results))) : Optional.empty();
        }
      }
    });
  }

  @Override
  public List<Stamp> history(TenantId tenant) {
    return database.statement("list settings versions", connection -> {
      try (var statement = connection.prepareStatement(history)) {
        statement.setObject(1, tenant.value());
        try (var results = statement.executeQuery()) {
          var stamps = new ArrayList<Stamp>();
          while (results.next()) {
            var row = new Row(results);
            stamps.add(new Stamp(row.integer(), row.instant(), row.textOrNull()));
          }
          return stamps;
        }
      }
    });
  }

  @Override
  public Optional<Integer> publish(
      TenantId tenant, int expected, Publication publication, @Nullable AuditEntry audit) {
    return database.transaction("publish settings", connection -> {
      if (!insert(connection, tenant, expected, publication)) {
        return Optional.empty();
      }
      try (var statement = connection.prepareStatement(forget)) {
        statement.setObject(1, tenant.value());
        statement.setInt(2, expected + 1 - KEPT_VERSIONS);
        statement.executeUpdate();
      }
      if (audit != null) {
        PostgresAuditLog.keep(connection, List.of(audit));
      }
      return Optional.of(expected + 1);
    });
  }

  private boolean insert(
      Connection connection, TenantId tenant, int expected, Publication publication)
      throws SQLException {
    try (var statement = connection.prepareStatement(publish)) {
      statement.setObject(1, tenant.value());
      statement.setInt(2, expected + 1);
      statement.setLong(3, publication.publishedAt().toEpochMilli());
      statement.setString(4, publication.publishedBy());
      statement.setString(5, MAPPER.valueToTree(publication.content()).toString());
      statement.setObject(6, tenant.value());
      statement.setInt(7, expected);
      return statement.executeUpdate() == 1;
    }
  }

  private static Publication publication(Row row) throws SQLException {
    return new Publication(content(row.text()), row.instant(), row.textOrNull());
  }

  private static Map<String, Object> content(String stored) {
    try {
      return requireNonNullElse(MAPPER.readValue(stored, CONTENT), Map.of());
    } catch (JsonProcessingException damaged) {
      return Map.of();
    }
  }
}
