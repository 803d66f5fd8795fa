package io.openges.adapter.postgres;

import io.openges.ports.driven.time.StoreClock;
import java.time.Instant;

/** Asks PostgreSQL for the time. Safe for use by many threads at once. */
final class PostgresClock implements StoreClock {

  private static final String NOW =
      "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  private final Database database;

  PostgresClock(Database database) {
    this.database = database;
  }

  @Override
  public Instant now() {
    return database.statement("ping", connection -> {
      try (var statement = connection.prepareStatement(NOW);
          var results = statement.executeQuery()) {
        results.next();
        return Instant.ofEpochMilli(results.getLong(1));
      }
    });
  }
}
