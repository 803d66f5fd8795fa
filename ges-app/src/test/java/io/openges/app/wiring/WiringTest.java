package io.openges.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.openges.app.config.Backends;
import io.openges.app.config.Config;
import io.openges.app.config.ConfigLoader;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

  private static final Map<String, String> DATABASE_AND_STREAM = Map.of(
      "DB_HOST", "db.example",
      "DB_NAME", "ges",
      "DB_USER", "ges",
      "DB_PASSWORD", "x",
      "ORS_REDIS_HOST", "voice.example");

  private static List<Module> modules(Map<String, String> more) {
    var environment = new HashMap<>(DATABASE_AND_STREAM);
    environment.putAll(more);
    Config config = ConfigLoader.load(environment).config();
    return Wiring.modules(
        config,
        (Backends.Configured) config.backends(),
        NodeTime.by(InstantSource.system()),
        new Closer());
  }

  private static void assertComplete(List<Module> modules) {
    var injector = Guice.createInjector(Stage.TOOL, modules);
    assertThat(injector.getBinding(Node.class)).isNotNull();
  }

  private static List<String> names(List<Module> modules) {
    return modules.stream().map(one -> one.getClass().getSimpleName()).toList();
  }

  @Test
  void aNodeWithoutRedisIsComplete() {
    var modules = modules(Map.of());

    assertComplete(modules);
    assertThat(names(modules))
        .contains("NoRedisModule")
        .doesNotContain("RedisModule", "OrsCheckModule", "UrsCheckModule");
  }

  @Test
  void aNodeWithRedisIsComplete() {
    var modules = modules(Map.of("REDIS_HOST", "cache.example"));

    assertComplete(modules);
    assertThat(names(modules)).contains("RedisModule").doesNotContain("NoRedisModule");
  }

  @Test
  void aNodeThatKnowsTheWholeVoicePlatformIsComplete() {
    var modules = modules(Map.of(
        "REDIS_HOST", "cache.example",
        "GES_ORS_NODES", "eu=ors-1:9098",
        "GES_URS_NODES", "eu=urs-1"));

    assertComplete(modules);
    assertThat(names(modules)).contains("OrsCheckModule", "UrsCheckModule");
  }

  @Test
  void withoutGenesysServicesTheListedKeysCount() {
    var modules = modules(Map.of("GES_API_KEYS", "k=9350e2fc-a1dd-4c65-8d40-1f75a2e080dd"));

    assertComplete(modules);
    assertThat(names(modules)).contains("ApiKeysModule").doesNotContain("GwsModule");
  }

  @Test
  void genesysServicesTakeThePlaceOfListedKeys() {
    var modules = modules(Map.of(
        "GWS_AUTH", "auth.example",
        "GWS_ENV", "env.example",
        "AUTHENTICATION_CLIENT_ID", "ges",
        "AUTHENTICATION_CLIENT_SECRET", "s3cret"));

    assertComplete(modules);
    assertThat(names(modules))
        .contains("GwsModule", "NoStatisticsModule")
        .doesNotContain("ApiKeysModule", "StatisticsModule");
  }

  @Test
  void figuresComeFromStatisticsWhereThereIsOne() {
    var modules = modules(Map.of(
        "GWS_AUTH", "auth.example",
        "GWS_ENV", "env.example",
        "GWS_STATS", "stats.example",
        "AUTHENTICATION_CLIENT_ID", "ges",
        "AUTHENTICATION_CLIENT_SECRET", "s3cret"));

    assertComplete(modules);
    assertThat(names(modules)).contains("StatisticsModule").doesNotContain("NoStatisticsModule");
  }
}
