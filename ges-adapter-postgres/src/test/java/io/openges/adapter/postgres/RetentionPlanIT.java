package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What upkeep looks for is little beside what is kept, so it must not read everything. */
@Timeout(120)
class RetentionPlanIT {

  private static final String OPEN = """
      INSERT INTO open_callback SELECT tenant, 1000000 + n, gen.id FROM
        (SELECT md5((n % 3)::text)::uuid tenant, n, md5(n::text)::uuid id
          FROM generate_series(1, 30000) n) gen
      """;

  private static final String KEYS = """
      INSERT INTO idempotency_key SELECT tenant, n::text, n, 'f', '"x"', gen.id FROM
        (SELECT md5((n % 3)::text)::uuid tenant, n, md5(n::text)::uuid id
          FROM generate_series(1, 30000) n) gen
      """;

  private static final String API_KEYS = """
      INSERT INTO api_key SELECT md5(n::text), md5((n % 5000)::text)::uuid, n
      FROM generate_series(1, 30000) n
      """;

  private final PostgresConfig config = TestPostgres.newDatabase();

  @Test
  void theKeyOfACallbackThatIsErasedIsFoundWithoutReadingTheAnswersOfOthers() throws SQLException {
    var tenant = "md5('0')::uuid";
    var id = "'" + UUID.randomUUID() + "'";

    assertThat(plan("idempotency_key", KEYS, PostgresIdempotencyKeys.ERASE, "'-'", tenant, id))
        .as("the plan")
        .anyMatch(line -> line.startsWith("Index Cond:") && line.contains("callback = "));
    assertThat(plan("idempotency_key", "", PostgresIdempotencyKeys.ERASE_OLD, "'-'", tenant, id))
        .as("the plan")
        .anyMatch(line -> line.startsWith("Index Cond:") && line.contains("callback IS NULL"));
    var dayBefore = "'00800000-0000-0000-0000-000000000000'";
    var reused = PostgresIdempotencyKeys.ERASE_REUSED;
    assertThat(plan("idempotency_key", "", reused, "'-'", tenant, dayBefore, id))
        .as("the plan")
        .anyMatch(line -> line.startsWith("Index Cond:") && line.contains("callback < "));
  }

  @Test
  void aTenantIsKnownWithoutReadingTheKeysOfOthers() throws SQLException {
    var tenant = "'" + UUID.randomUUID() + "'";

    assertThat(plan("api_key", API_KEYS, PostgresKnownKeys.KNOWS, tenant, "5"))
        .as("the plan")
        .anyMatch(line -> line.contains("api_key_by_tenant"))
        .noneMatch(line -> line.contains("Seq Scan"));
  }

  private List<String> plan(String table, String rows, String sql, String... values)
      throws SQLException {
    PostgresStores.open(config, System::nanoTime).close();
    var filled = sql;
    for (var value : values) {
      filled = filled.replaceFirst("\\?", value);
    }
    try (var connection = TestPostgres.connect(config);
        var statement = connection.createStatement()) {
      statement.execute(rows);
      statement.execute("ANALYZE " + table);
      var plan = new ArrayList<String>();
      try (var lines = statement.executeQuery("EXPLAIN " + filled)) {
        while (lines.next()) {
          plan.add(lines.getString(1).strip());
        }
      }
      return plan;
    }
  }

  @Test
  void oldOpenCallbacksAreFoundByTenantAndTime() throws SQLException {
    assertThat(plan("open_callback", OPEN, PostgresRetention.OPEN, "5", "5", "100"))
        .as("the plan")
        .anyMatch(line -> line.contains("Index Cond: ((tenant = t.tenant) AND (desired < 5))"))
        .noneMatch(line -> line.contains("Seq Scan on open_callback"));
  }
}
