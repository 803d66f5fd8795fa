package io.openges.adapter.postgres;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps who did what. Safe for use by many threads at once. */
final class PostgresAuditLog implements AuditLog {

  private static final Rows<AuditEntry> ROWS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", entry -> entry.tenant().value()),
      new Rows.Column<>("at", "int8", entry -> entry.at().toEpochMilli()),
      new Rows.Column<>("actor", "text", entry -> Texts.storable(entry.actor())),
      new Rows.Column<>("action", "text", entry -> entry.action().name()),
      new Rows.Column<>("object", "text", entry -> Texts.storable(entry.object())),
      new Rows.Column<>("detail", "text", PostgresAuditLog::detail)));

  private static final String ADD = "INSERT INTO audit_entry (" + ROWS.names() + ") SELECT "
      + ROWS.names() + " FROM " + ROWS.table();

  private static final String LIST = """
      SELECT number, at, actor, action, object, detail FROM audit_entry
      WHERE tenant = ? AND at >= ? AND at < ? AND (at, number) < (?, ?)
        AND (?::text IS NULL OR actor = ?) AND (?::text IS NULL OR object = ?)
      ORDER BY at DESC, number DESC LIMIT ?
      """;

  /** Jumps from tenant to tenant in the index, and takes the oldest of each. */
  private static final String DELETE = """
      WITH RECURSIVE t AS (
        (SELECT tenant FROM audit_entry ORDER BY tenant LIMIT 1)
        UNION ALL
        SELECT s.tenant FROM t CROSS JOIN LATERAL (
          SELECT tenant FROM audit_entry WHERE tenant > t.tenant ORDER BY tenant LIMIT 1) s)
      DELETE FROM audit_entry WHERE (tenant, at, number) IN (
        SELECT old.tenant, old.at, old.number FROM t CROSS JOIN LATERAL (
          SELECT e.tenant, e.at, e.number FROM audit_entry e
          WHERE e.tenant = t.tenant AND e.at < ?
          ORDER BY e.at LIMIT ? FOR UPDATE SKIP LOCKED) old
        LIMIT ?)
      """;

  private final Database database;

  PostgresAuditLog(Database database) {
    this.database = database;
  }

  @Override
  public void append(AuditEntry entry) {
    database.transaction("keep an audit entry", connection -> {
      keep(connection, List.of(entry));
      return true;
    });
  }

  /** Keeps entries with what the transaction does. */
  static void keep(Connection connection, List<AuditEntry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(ADD)) {
      ROWS.bind(connection, statement, entries);
      statement.executeUpdate();
    }
  }

  @Override
  public List<Kept> list(Filter filter) {
    return database.statement("list audit entries", connection -> {
      try (var statement = connection.prepareStatement(LIST)) {
        bind(statement, filter);
        return read(filter.tenant(), statement);
      }
    });
  }

  private static void bind(PreparedStatement statement, Filter filter) throws SQLException {
    var after = filter.page().after();
    statement.setObject(1, filter.tenant().value());
    statement.setLong(2, millis(filter.from(), Long.MIN_VALUE));
    statement.setLong(3, millis(filter.to(), Long.MAX_VALUE));
    statement.setLong(4, after == null ? Long.MAX_VALUE : after.at().toEpochMilli());
    statement.setLong(5, after == null ? Long.MAX_VALUE : after.number());
    statement.setString(6, filter.actor());
    statement.setString(7, filter.actor());
    statement.setString(8, filter.object());
    statement.setString(9, filter.object());
    statement.setInt(10, filter.page().limit());
  }

  private static List<Kept> read(TenantId tenant, PreparedStatement statement) throws SQLException {
    var all = new ArrayList<Kept>();
    try (var results = statement.executeQuery()) {
      while (results.next()) {
        var row = new Row(results);
        long number = row.number();
        var at = row.instant();
        var actor = row.text();
        var action = AuditEntry.Action.valueOf(row.text());
        all.add(new Kept(
            number, new AuditEntry(tenant, at, actor, action, row.text(), row.textOrNull())));
      }
    }
    return all;
  }

  @Override
  public int deleteBefore(Instant before, int limit) {
    return database.transaction("purge audit entries", connection -> {
      try (var statement = connection.prepareStatement(DELETE)) {
        statement.setLong(1, before.toEpochMilli());
        statement.setInt(2, limit);
        statement.setInt(3, limit);
        return statement.executeUpdate();
      }
    });
  }

  private static long millis(@Nullable Instant instant, long otherwise) {
    return instant == null ? otherwise : instant.toEpochMilli();
  }

  private static @Nullable String detail(AuditEntry entry) {
    return entry.detail() == null ? null : Texts.storable(entry.detail());
  }
}
