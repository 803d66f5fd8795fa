package io.openges.adapter.postgres;

import java.util.HashMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, brought up to date by the scripts below {@code db/migration}. Thread-safe. */
final class Schema {

  private Schema() {}

  /** Runs the scripts that were not run yet; nodes that start together wait for each other. */
  static void migrate(PostgresConfig config) {
    var properties = new HashMap<String, String>();
    Connections.patient(config)
        .forEach((name, value) -> properties.put(name.toString(), value.toString()));
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(config.jdbcUrl(), config.user(), config.password())
          .jdbcProperties(properties)
          .locations("classpath:db/migration")
          .loggers("slf4j")
          // A newer release may have been here before it was rolled back.
          .ignoreMigrationPatterns("*:future")
          .load()
          .migrate();
    } catch (FlywayException failure) {
      var cause = Failures.behind(failure);
      throw cause == null ? failure : Failures.of("migrate", cause);
    }
  }
}
