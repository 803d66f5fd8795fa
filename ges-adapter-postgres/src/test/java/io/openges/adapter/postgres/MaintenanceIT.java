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
  void whatIsStoppedBeginsNothing() throws SQLException {
    var maintenance = new Maintenance(config);

    maintenance.stop();
    maintenance.run("CREATE TABLE nothing ()");

    assertThat(TestPostgres.query(config, "SELECT to_regclass('nothing')")).isNull();
  }

  private int vacuums() {
    return Integer.parseInt(TestPostgres.query(
        config,
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'VACUUM%'"
            + " AND datname = current_database()"));
  }
}
