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

/** Reads what is taken, a row for each UTC day. Safe for use by many threads at once. */
final class PostgresSlotOccupancy implements SlotOccupancy {

  private static final String READ = """
      SELECT day - DATE '1970-01-01', used FROM slot_day
      WHERE tenant = ? AND queue = ?
        AND day BETWEEN DATE '1970-01-01' + ? AND DATE '1970-01-01' + ?
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

  private static Occupancy read(
      Connection connection, TenantId tenant, QueueName queue, Interval range) throws SQLException {
    var days = SlotDay.of(tenant, queue, range).toList();
    var cells = new HashMap<LocalDate, int[]>();
    try (var statement = connection.prepareStatement(READ)) {
      statement.setObject(1, tenant.value());
      statement.setString(2, days.get(0).queue());
      statement.setInt(3, days.get(0).day());
      statement.setInt(4, days.get(days.size() - 1).day());
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          cells.put(LocalDate.ofEpochDay(results.getInt(1)), SlotDay.read(results.getArray(2)));
        }
      }
    }
    return Occupancy.ofDays(cells);
  }
}
