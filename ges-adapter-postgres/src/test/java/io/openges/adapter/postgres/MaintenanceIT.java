package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limits are far below the ten minutes that maintenance may take: they find hangs. */
@Timeout(60)
class MaintenanceIT {

  private final PostgresConfig config = TestPostgres.newDatabase();

  @Test
  void tidyingThatTakesLongEndsWhenItIsStopped() throws Exception {
    try (var stores = PostgresStores.open(config, System::nanoTime);
        var connection = TestPostgres.connect(config);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE callback_progress");
      var tidying = CompletableFuture.runAsync(stores::tidy, work -> new Thread(work).start());
      Poll.until(() -> vacuums() == 1);

      stores.stopTidying();

      tidying.get(30, TimeUnit.SECONDS);
      Poll.until(() -> vacuums() == 0);
    }
  }

  @Test
  void aServerThatHearsNothingDoesNotKeepIt() throws Exception {
    try (var wire = new Wire(config);
        var connection = TestPostgres.connect(config);
        var statement = connection.createStatement();
        var stores = PostgresStores.open(wire.through(config), System::nanoTime)) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE callback_progress");
      var tidying = CompletableFuture.runAsync(stores::tidy, work -> new Thread(work).start());
      Poll.until(() -> vacuums() == 1);
      wire.fallSilent();

      stores.stopTidying();

      tidying.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void oneNodeTidiesAtATime() throws Exception {
    try (var stores = PostgresStores.open(config, System::nanoTime);
        var others = PostgresStores.open(config, System::nanoTime);
        var connection = TestPostgres.connect(config);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE callback_progress");
      var tidying = CompletableFuture.runAsync(stores::tidy, work -> new Thread(work).start());
      Poll.until(() -> vacuums() == 1);

      others.tidy();

      assertThat(tidying).isNotDone();
      connection.rollback();
      tidying.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatWasTidiedJustNowIsLeftAlone() throws Exception {
    try (var stores = PostgresStores.open(config, System::nanoTime);
        var connection = TestPostgres.connect(config);
        var statement = connection.createStatement()) {
      stores.tidy();
      Poll.until(() -> TestPostgres.query(
              config, "SELECT pg_stat_get_last_vacuum_time('callback_progress'::regclass) IS NULL")
          .equals("f"));
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE callback_progress");

      // with anything to do it would wait for the lock
      stores.tidy();
    }
  }

  @Test
  void whatIsStoppedBeginsNothing() throws SQLException {
    var maintenance = new Maintenance(config);

    maintenance.stop();
    maintenance.run("SELECT true", "CREATE TABLE nothing ()");

    assertThat(TestPostgres.query(config, "SELECT to_regclass('nothing')")).isNull();
  }

  private int vacuums() {
    return Integer.parseInt(TestPostgres.query(
        config,
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'VACUUM%'"
            + " AND datname = current_database()"));
  }
}
