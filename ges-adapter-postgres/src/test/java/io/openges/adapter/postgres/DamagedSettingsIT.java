package io.openges.adapter.postgres;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.queue.SettingsStore.Publication;
import io.openges.ports.testing.Callbacks;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store of settings makes of rows that it did not write. */
class DamagedSettingsIT {

  private final PostgresConfig config = TestPostgres.newDatabase();

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "null", "7"})
  void aRowThatIsNoObjectHasNoContent(String stored) throws SQLException {
    var tenant = Callbacks.anyTenant();
    try (var stores = PostgresStores.open(config, System::nanoTime);
        var connection = TestPostgres.connect(config);
        var damage = connection.prepareStatement("UPDATE settings_version SET content = ?")) {
      var settings = stores.settings();
      settings.publish(tenant, 0, new Publication(Map.of("formatVersion", 1), NOON, "me"));
      damage.setString(1, stored);
      damage.executeUpdate();

      assertThat(settings.find(tenant, 1)).contains(new Publication(Map.of(), NOON, "me"));
      assertThat(settings.versions()).containsEntry(tenant, 1);
    }
  }
}
