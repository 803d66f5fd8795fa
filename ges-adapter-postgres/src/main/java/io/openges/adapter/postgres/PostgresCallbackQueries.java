package io.openges.adapter.postgres;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists and counts callbacks. Lists of open callbacks follow the table of those that are open, all
 * others the index of all, both in the order of the result. Safe for use by many threads at once.
 */
final class PostgresCallbackQueries implements CallbackQueries {

  private static final String SELECT = """
      SELECT %s FROM callback c JOIN callback_progress p ON p.tenant = c.tenant AND p.id = c.id
      """.formatted(CallbackReader.COLUMNS_WITHOUT_USER_DATA);

  private static final String OPEN =
      SELECT + "JOIN open_callback o ON o.tenant = c.tenant AND o.id = c.id\n";

  /** The very expression of the index callback_by_number. */
  private static final String OF_NUMBER = SELECT + """
      WHERE c.tenant = ? AND regexp_replace(coalesce(c.e164, c.phone), '[^0-9]', '', 'g') = ANY (?)
        AND (?::text IS NULL OR c.queue = ?) AND (NOT ? OR p.state <> 'C')
      ORDER BY c.desired, c.id LIMIT ?
      """;

  private static final String COUNT_OPEN = """
      SELECT p.tenant, p.state, count(*) FROM open_callback o
      JOIN callback_progress p ON p.tenant = o.tenant AND p.id = o.id
      GROUP BY p.tenant, p.state
      """;

  private static final String WAITING = """
      SELECT DISTINCT c.queue FROM open_callback o
      JOIN callback_progress p ON p.tenant = o.tenant AND p.id = o.id
      JOIN callback c ON c.tenant = o.tenant AND c.id = o.id
      WHERE o.tenant = ? AND o.desired < ? AND p.state = ?
      """;

  private static final String COMPANY =
      "SELECT (SELECT count(*) FROM open_callback WHERE number_slot = ?), ("
          + OpenCounts.WAITING.formatted("?") + ")";

  private final Database database;

  PostgresCallbackQueries(Database database) {
    this.database = database;
  }

  @Override
  public List<Callback> list(Filter filter) {
    var query = new Query(filter);
    return database.statement("list callbacks", query::run);
  }

  @Override
  public List<Callback> ofNumber(NumberFilter filter) {
    var queue = filter.queue() == null ? null : filter.queue().value();
    return database.statement("find callbacks of a number", connection -> {
      try (var statement = connection.prepareStatement(OF_NUMBER)) {
        statement.setObject(1, filter.tenant().value());
        statement.setArray(
            2, connection.createArrayOf("text", filter.digits().toArray(String[]::new)));
        statement.setString(3, queue);
        statement.setString(4, queue);
        statement.setBoolean(5, filter.openOnly());
        statement.setInt(6, filter.limit());
        return CallbackReader.query(statement);
      }
    });
  }

  @Override
  public Map<TenantId, Map<CallbackState, Long>> countOpen() {
    return database.statement("count open callbacks", connection -> {
      try (var statement = connection.prepareStatement(COUNT_OPEN);
          var results = statement.executeQuery()) {
        var counts = new HashMap<TenantId, Map<CallbackState, Long>>();
        while (results.next()) {
          var row = new Row(results);
          counts
              .computeIfAbsent(
                  new TenantId(row.uuid()), absent -> new EnumMap<>(CallbackState.class))
              .put(Letters.STATE.read(row.text()), row.number());
        }
        return counts;
      }
    });
  }

  @Override
  public Set<QueueName> waiting(TenantId tenant, Instant before) {
    return database.statement("find queues that wait", connection -> {
      try (var statement = connection.prepareStatement(WAITING)) {
        statement.setObject(1, tenant.value());
        statement.setLong(2, before.toEpochMilli());
        statement.setString(3, Letters.STATE.of(CallbackState.QUEUED));
        try (var results = statement.executeQuery()) {
          var queues = new HashSet<QueueName>();
          while (results.next()) {
            queues.add(new QueueName(new Row(results).text()));
          }
          return Set.copyOf(queues);
        }
      }
    });
  }

  @Override
  public Company company(TenantId tenant, QueueName queue, PhoneNumber number) {
    return database.statement("count company", connection -> {
      try (var statement = connection.prepareStatement(COMPANY)) {
        statement.setLong(1, LimitSlots.ofNumber(tenant, queue, number));
        statement.setLong(2, LimitSlots.ofQueue(tenant, queue));
        try (var results = statement.executeQuery()) {
          results.next();
          var row = new Row(results);
          return new Company(row.integer(), row.integer());
        }
      }
    });
  }

  /** One query: its text depends only on which parts the filter has. */
  private static final class Query {

    private final StringBuilder sql;
    private final List<Object> arguments = new ArrayList<>();

    private Query(Filter filter) {
      boolean open =
          !filter.states().isEmpty() && filter.states().stream().allMatch(CallbackState::isOpen);
      String table = open ? "o" : "c";
      sql = new StringBuilder(open ? OPEN : SELECT);
      add("WHERE " + table + ".tenant = ?", filter.tenant().value());
      from(table, filter);
      add("AND " + table + ".desired < ?", millis(filter.desired().to()));
      add("AND c.queue = ?", filter.queue() == null ? null : filter.queue().value());
      add("AND p.reason = ?", filter.reason());
      if (!filter.states().isEmpty()) {
        var letters = filter.states().stream().map(Letters.STATE::of).toArray(String[]::new);
        add("AND p.state = ANY (?)", letters);
      }
      sql.append(" ORDER BY ").append(table).append(".desired, ").append(table).append(".id");
      add("LIMIT ?", filter.page().limit());
    }

    private void from(String table, Filter filter) {
      add("AND " + table + ".desired >= ?", millis(filter.desired().from()));
      var after = filter.page().after();
      if (after != null) {
        add("AND (" + table + ".desired, " + table + ".id) > (?", millis(after.desiredTime()));
        add(", ?)", after.id().value());
      }
    }

    private void add(String condition, @Nullable Object argument) {
      if (argument != null) {
        sql.append(' ').append(condition);
        arguments.add(argument);
      }
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
      return ProgressChanges.millis(instant);
    }

    private List<Callback> run(Connection connection) throws SQLException {
      try (var statement = connection.prepareStatement(sql.toString())) {
        for (int i = 0; i < arguments.size(); i++) {
          var argument = arguments.get(i);
          statement.setObject(
              i + 1,
              argument instanceof String[] texts
                  ? connection.createArrayOf("text", texts)
                  : argument);
        }
        return CallbackReader.query(statement);
      }
    }
  }
}
