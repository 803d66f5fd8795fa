package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KnownKeysPurgeIT {

  private static final Instant NOW = Instant.parse("2031-03-04T05:06:07Z");

  private final PostgresConfig config = TestPostgres.newDatabase();

  @Test
  void keysThatCountNoMoreAreDroppedOnceAnHour() {
    try (var stores = PostgresStores.open(config, System::nanoTime)) {
      var keys = stores.knownKeys();
      var tenant = Callbacks.anyTenant();
      keys.remember("old", tenant, NOW);
      keys.remember("young", tenant, NOW.plusMillis(1));

      keys.remember("soon", tenant, NOW.plus(PostgresKnownKeys.PURGE_INTERVAL).minusMillis(1));
      assertThat(count()).isEqualTo("3");
      keys.remember("new", tenant, NOW.plus(KnownKeys.LIFE));

      assertThat(count()).as("one has been too long unused").isEqualTo("3");
      assertThat(keys.find("young", NOW)).contains(tenant);
    }
  }

  private String count() {
    return TestPostgres.query(config, "SELECT count(*) FROM api_key");
  }
}
