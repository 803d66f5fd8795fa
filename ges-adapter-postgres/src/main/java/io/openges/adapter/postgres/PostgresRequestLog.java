package io.openges.adapter.postgres;

import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.explain.RequestLog;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps refused requests, a row for each. Safe for use by many threads at once. */
final class PostgresRequestLog implements RequestLog {

  private static final Rows<RefusedRequest> ROWS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", one -> one.tenant().value()),
      new Rows.Column<>("corr_id", "uuid", RefusedRequest::corrId),
      new Rows.Column<>("refused", "int8", one -> one.at().toEpochMilli()),
      new Rows.Column<>("http", "int4", one -> one.answer().http()),
      new Rows.Column<>("code", "int4", one -> one.answer().code()),
      new Rows.Column<>("settings_version", "int4", one -> one.judgement().settingsVersion()),
      new Rows.Column<>("method", "text", one -> one.answer().method()),
      new Rows.Column<>("route", "text", one -> one.answer().route()),
      new Rows.Column<>("message", "text", one -> Texts.storable(one.answer().message())),
      new Rows.Column<>("queue", "text", PostgresRequestLog::queue),
      new Rows.Column<>(
          "reasons", "text", one -> FailedChecks.write(one.judgement().failed()))));

  private static final String ADD = "INSERT INTO refused_request (" + ROWS.names() + ") SELECT "
      + ROWS.names() + " FROM " + ROWS.table() + " ON CONFLICT DO NOTHING";

  private static final String FIND = """
      SELECT refused, http, code, settings_version, method, route, message, queue, reasons
      FROM refused_request WHERE tenant = ? AND corr_id = ?
      """;

  /** Jumps from tenant to tenant in the index, and takes the oldest of each. */
  private static final String DELETE = """
      WITH RECURSIVE t AS (
        (SELECT tenant FROM refused_request ORDER BY tenant LIMIT 1)
        UNION ALL
        SELECT s.tenant FROM t CROSS JOIN LATERAL (
          SELECT tenant FROM refused_request WHERE tenant > t.tenant ORDER BY tenant LIMIT 1) s)
      DELETE FROM refused_request WHERE (tenant, corr_id) IN (
        SELECT old.tenant, old.corr_id FROM t CROSS JOIN LATERAL (
          SELECT r.tenant, r.corr_id FROM refused_request r
          WHERE r.tenant = t.tenant AND r.refused < ?
          ORDER BY r.refused LIMIT ? FOR UPDATE SKIP LOCKED) old
        LIMIT ?)
      """;

  private final Database database;

  PostgresRequestLog(Database database) {
    this.database = database;
  }

  @Override
  public void add(List<RefusedRequest> requests) {
    if (requests.isEmpty()) {
      return;
    }
    database.statement("keep refused requests", connection -> {
      try (var statement = connection.prepareStatement(ADD)) {
        ROWS.bind(connection, statement, requests);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Optional<RefusedRequest> find(TenantId tenant, UUID corrId) {
    return database.statement("find refused request", connection -> {
      try (var statement = connection.prepareStatement(FIND)) {
        statement.setObject(1, tenant.value());
        statement.setObject(2, corrId);
        try (var results = statement.executeQuery()) {
          return results.next()
              ? Optional.of(read(tenant, corrId, new Row(results)))
              : Optional.empty();
        }
      }
    });
  }

  private static RefusedRequest read(TenantId tenant, UUID corrId, Row row) throws SQLException {
    var at = row.instant();
    int http = row.integer();
    int code = row.integer();
    int settingsVersion = row.integer();
    var answer = new RefusedRequest.Answer(row.text(), row.text(), http, code, row.text());
    var queue = row.textOrNull();
    var judgement = new RefusedRequest.Judgement(
        queue == null ? null : new QueueName(queue),
        FailedChecks.read(row.textOrNull()),
        settingsVersion);
    return new RefusedRequest(tenant, corrId, at, answer, judgement);
  }

  @Override
  public int deleteBefore(Instant before, int limit) {
    return database.transaction("purge refused requests", connection -> {
      try (var statement = connection.prepareStatement(DELETE)) {
        statement.setLong(1, before.toEpochMilli());
        statement.setInt(2, limit);
        statement.setInt(3, limit);
        return statement.executeUpdate();
      }
    });
  }

  private static @Nullable String queue(RefusedRequest request) {
    var queue = request.judgement().queue();
    return queue == null ? null : queue.value();
  }
}
