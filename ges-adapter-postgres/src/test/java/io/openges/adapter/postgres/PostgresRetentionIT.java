package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the contract cannot tell: how much is deleted by one statement. */
@Timeout(60)
class PostgresRetentionIT {

  private final PostgresConfig config = TestPostgres.newDatabase();

  @Test
  void noStatementDeletesMoreTracesThanItHasTimeFor() throws SQLException {
    try (var stores = PostgresStores.open(config, System::nanoTime)) {
      refuseLargeDeletions("idempotency_key");
      refuseLargeDeletions("slot_block");
      insert(PostgresRetention.STEP * 2 + 1);

      stores
          .retention()
          .purgeTraces(Instant.ofEpochMilli(1), Instant.parse("1970-01-02T00:00:00Z"));
    }

    assertThat(count("idempotency_key")).isEqualTo("0");
    assertThat(count("slot_block")).isEqualTo("0");
  }

  private void insert(int rows) throws SQLException {
    execute("""
        INSERT INTO idempotency_key
        SELECT gen_random_uuid(), 'key', 0, 'f', 'a' FROM generate_series(1, %1$s);
        INSERT INTO slot_block
        SELECT gen_random_uuid(), 0, 'VQ', '{}' FROM generate_series(1, %1$s)
        """.formatted(rows));
  }

  private void refuseLargeDeletions(String table) throws SQLException {
    execute("""
        CREATE FUNCTION few_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF (SELECT count(*) FROM gone) > %2$s THEN RAISE 'too many'; END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER few AFTER DELETE ON %1$s
        REFERENCING OLD TABLE AS gone EXECUTE FUNCTION few_%1$s()
        """.formatted(table, PostgresRetention.STEP));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = TestPostgres.connect(config);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String count(String table) {
    return TestPostgres.query(config, "SELECT count(*) FROM " + table);
  }
}
