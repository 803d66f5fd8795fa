package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Schema and contracts on the oldest PostgreSQL that is supported (specification 20). */
class OldestPostgresIT extends PostgresContracts {

  private static final PostgresConfig DATABASE = TestPostgres.newDatabaseOfOldest();

  OldestPostgresIT() {
    super(DATABASE);
  }

  @Test
  void itIsVersionEleven() {
    assertThat(TestPostgres.query(DATABASE, "SHOW server_version")).startsWith("11.");
  }

  @Test
  void itsDueQueueIsTidied() {
    try (var stores = PostgresStores.open(DATABASE, System::nanoTime)) {
      stores.tidy();

      assertThat(stores.poolUse().most()).isEqualTo(PostgresConfig.DEFAULT_POOL_SIZE);
    }
  }
}
