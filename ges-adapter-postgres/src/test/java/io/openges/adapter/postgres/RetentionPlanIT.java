package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
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

  private final PostgresConfig config = TestPostgres.newDatabase();

  @Test
  void oldOpenCallbacksAreFoundByTenantAndTime() throws SQLException {
    PostgresStores.open(config, System::nanoTime).close();
    try (var connection = TestPostgres.connect(config);
        var statement = connection.createStatement()) {
      statement.execute(OPEN);
      statement.execute("ANALYZE open_callback");
      var sql = PostgresRetention.OPEN.replaceFirst("\\?", "5").replaceFirst("\\?", "5");
      var plan = new ArrayList<String>();
      try (var lines = statement.executeQuery("EXPLAIN " + sql.replaceFirst("\\?", "100"))) {
        while (lines.next()) {
          plan.add(lines.getString(1).strip());
        }
      }

      assertThat(plan)
          .as("the plan")
          .anyMatch(line -> line.contains("Index Cond: ((tenant = t.tenant) AND (desired < 5))"))
          .noneMatch(line -> line.contains("Seq Scan on open_callback"));
    }
  }
}
