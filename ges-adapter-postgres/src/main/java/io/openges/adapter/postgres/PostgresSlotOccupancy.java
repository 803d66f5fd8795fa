package io.openges.adapter.postgres;

import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.queue.SlotOccupancy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads what is taken, a row for every four hours. Safe for use by many threads at once. */
final class PostgresSlotOccupancy implements SlotOccupancy {

  private static final String READ = """
      SELECT starts, used FROM slot_block
      WHERE tenant = ? AND queue = ? AND starts BETWEEN ? AND ?
      """;

  /** Some tens of rows of each queue; what is past is deleted after two days. */
  private static final String TAKEN = """
      SELECT DISTINCT tenant, queue FROM slot_block
      WHERE starts >= ? AND starts < ? AND 0 < ANY (used)
      """;

  private final Database database;

  PostgresSlotOccupancy(Database database) {
    this.database = database;
  }

  @Override
  public Occupancy read(TenantId tenant, QueueName queue, Interval range) {
    return database.statement(
        "read occupancy", connection -> read(connection, tenant, queue, range));
  }

  @Override
  public Map<TenantId, Set<QueueName>> taken(Interval range) {
    return database.statement("find taken places", connection -> {
      var taken = new HashMap<TenantId, Set<QueueName>>();
      try (var statement = connection.prepareStatement(TAKEN)) {
        statement.setLong(1, SlotBlock.startOf(range.start()));
        statement.setLong(2, range.end().toEpochMilli());
        try (var results = statement.executeQuery()) {
          while (results.next()) {
            var row = new Row(results);
            var tenant = new TenantId(row.uuid());
            taken.computeIfAbsent(tenant, absent -> new HashSet<>()).add(new QueueName(row.text()));
          }
        }
      }
      return taken;
    });
  }

  private static Occupancy read(
      Connection connection, TenantId tenant, QueueName queue, Interval range) throws SQLException {
    var blocks = SlotBlock.of(tenant, queue, range);
    var first = blocks.get(0);
    var days = new HashMap<LocalDate, int[]>();
    try (var statement = connection.prepareStatement(READ)) {
      statement.setObject(1, first.tenant());
      statement.setString(2, first.queue());
      statement.setLong(3, first.starts());
      statement.setLong(4, blocks.get(blocks.size() - 1).starts());
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          var block = new SlotBlock(first.tenant(), first.queue(), results.getLong(1));
          block.addTo(days, SlotBlock.read(results.getArray(2)));
        }
      }
    }
    return Occupancy.ofDays(days);
  }
}
