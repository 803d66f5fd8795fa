package io.openges.adapter.postgres;

/** The contracts on the PostgreSQL that GES brings along. */
class PostgresStoresIT extends PostgresContracts {

  PostgresStoresIT() {
    super(TestPostgres.newDatabase());
  }
}
