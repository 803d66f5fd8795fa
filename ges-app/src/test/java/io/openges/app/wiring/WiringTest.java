package io.openges.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.config.Backends;
import io.openges.app.config.ConfigLoader;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

  private static final Map<String, String> SERVERS = Map.of(
      "DB_HOST", "db.example",
      "DB_NAME", "ges",
      "DB_USER", "user",
      "DB_PASSWORD", "password",
      "ORS_REDIS_HOST", "voice.example");

  @Test
  void withoutGenesysServicesTheListedKeysCount() {
    assertThat(modules(Map.of("GES_API_KEYS", "k=9350e2fc-a1dd-4c65-8d40-1f75a2e080dd")))
        .contains("ApiKeysModule")
        .doesNotContain("GwsModule");
  }

  @Test
  void genesysServicesTakeThePlaceOfListedKeys() {
    assertThat(modules(Map.of(
            "GWS_AUTH", "auth.example",
            "GWS_ENV", "env.example",
            "AUTHENTICATION_CLIENT_ID", "ges",
            "AUTHENTICATION_CLIENT_SECRET", "s3cret")))
        .contains("GwsModule")
        .doesNotContain("ApiKeysModule");
  }

  private static Iterable<String> modules(Map<String, String> more) {
    var environment = new HashMap<>(SERVERS);
    environment.putAll(more);
    var config = ConfigLoader.load(environment).config();
    var backends = (Backends.Configured) config.backends();
    return Wiring.modules(config, backends, InstantSource.system(), new Closer()).stream()
        .map(module -> module.getClass().getSimpleName())
        .toList();
  }
}
