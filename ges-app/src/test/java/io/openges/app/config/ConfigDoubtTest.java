package io.openges.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get wrong: names, spellings, and values that nothing comes of. */
class ConfigDoubtTest {

  private static final Map<String, String> OWN_SERVERS = Map.of(
      "DB_HOST", "db.example",
      "DB_NAME", "ges",
      "DB_USER", "ges_user",
      "DB_PASSWORD", "s3cret",
      "ORS_REDIS_HOST", "voice.example");

  private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
    var all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  private static List<String> warnings(Map<String, String> environment) {
    return ConfigLoader.load(environment).warnings();
  }

  private static void assertRefused(String name, String value) {
    assertThatExceptionOfType(ConfigException.class)
        .as(value)
        .isThrownBy(() -> ConfigLoader.load(Map.of(name, value)))
        .satisfies(
            e -> assertThat(e.errors()).singleElement().asString().startsWith(name + " must be"));
  }

  @Test
  void oneWarningNamesAllThatHasNoEffect() {
    assertThat(warnings(Map.of("GES_DB_POOL_SIZE", "5")))
        .singleElement()
        .asString()
        .startsWith(
            "GES_DB_POOL_SIZE: no effect, since no server of your own is configured (DB_HOST,");
    assertThat(warnings(
            Map.of("voice-redis-ors-stream", "{}", "DB_SECURE", "true", "REDIS-CACHEKEY", "k")))
        .singleElement()
        .asString()
        .startsWith("DB_SECURE, REDIS_CACHEKEY, voice-redis-ors-stream: no effect");
    assertThat(
            warnings(and(OWN_SERVERS, Map.of("GES_DATA_DIR", "d", "GWS_PUBLIC_AUTH", "http://n/"))))
        .containsExactlyInAnyOrder(
            "GWS_PUBLIC_AUTH: no effect, since what they are for is still to come",
            "GES_DATA_DIR: no effect, since servers of your own are configured");
    assertThat(warnings(and(OWN_SERVERS, Map.of("REDIS_CACHEKEY", "k"))))
        .containsExactly("REDIS_CACHEKEY: no effect, since REDIS_HOST is not set");
    var half = Map.of("GWS_CONF", "conf", "AUTHENTICATION-CLIENT-ID", "ges");
    assertThat(warnings(half))
        .containsExactly("AUTHENTICATION_CLIENT_ID: no effect, since GWS_AUTH is not set");
    assertThat(warnings(and(OWN_SERVERS, half)))
        .containsExactly("AUTHENTICATION_CLIENT_ID, GWS_CONF: no effect, since GWS_AUTH and GWS_ENV"
            + " are not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "junk",
        "callbacks.example",
        "ftp://callbacks.example/",
        "https://",
        "https://callbacks.example:99999/",
        "https://callbacks.example/?a=b",
        "https://callbacks.example/#a",
        "https://callbacks example/"
      })
  void aPublicAddressThatIsNoneIsRefused(String value) {
    assertRefused("GES_PUBLIC_URL", value);
  }

  @Test
  void aNodesNameIsShortAndVisible() {
    assertRefused("GES_NODE_ID", "n".repeat(254));
    assertRefused("GES_NODE_ID", "node 1");
    assertRefused("GES_NODE_ID", "n\u00f6de");
    var longest = "n".repeat(253);
    assertThat(ConfigLoader.load(Map.of("GES_NODE_ID", longest)).config().node().id())
        .isEqualTo(longest);
  }

  @Test
  void theSameComplaintIsMadeOnce() {
    assertRefused("LOG_LEVEL", "LOUD");
    assertRefused("GES_API_KEYS", "a,b");
  }

  @Test
  void spellingsMayBeMixed() {
    for (int mixture = 0; mixture < 16; mixture++) {
      var environment = new HashMap<String, String>();
      int bits = mixture;
      for (var entry : OWN_SERVERS.entrySet()) {
        var name = entry.getKey();
        environment.put((bits & 1) == 0 ? name : name.replace('_', '-'), entry.getValue());
        bits >>= 1;
      }
      var loaded = ConfigLoader.load(environment);
      var database = ((Backends.Configured) loaded.config().backends()).database();
      assertThat(loaded.warnings()).as("%s", environment.keySet()).isEmpty();
      assertThat(database.name()).isEqualTo("ges");
      assertThat(database.login())
          .isEqualTo(new DatabaseConfig.Login("ges_user", new Secret("s3cret")));
    }
  }

  @Test
  void whatACommandSetsBeatsBothSpellingsOfTheEnvironment() {
    assertThat(ConfigLoader.with(
            Map.of("DB-USER", "of the environment", "DB_NAME", "kept"), Map.of("DB_USER", "set")))
        .isEqualTo(Map.of("DB_USER", "set", "DB_NAME", "kept"));
  }

  @Test
  void everySecretMayBeAFileAndIsNotShown(@TempDir Path folder) throws IOException {
    var secrets = Values.secrets();
    for (var name : secrets) {
      Files.writeString(folder.resolve(name.replace('_', '-')), "s3cret-" + name + "\n");
    }
    var keys = "s3cret-key=9350e2fc-a1dd-4c65-8d40-1f75a2e080dd\n";
    Files.writeString(folder.resolve("GES-API-KEYS"), keys);
    Files.writeString(folder.resolve("GES-GWS-CREDENTIALS"), "{}");
    Files.writeString(folder.resolve("HTTPS-PROXY"), "ges:s3cret-login@proxy.example:3128");
    var key = "c2VjcmV0".repeat(5) + "c2U=";
    Files.writeString(folder.resolve("GES-SECRET-KEY"), key);
    Files.writeString(
        folder.resolve("voice-redis-ors-stream"),
        "{\"password\":\"s3cret-voice\",\"rejectUnauthorized\":\"true\"}");
    // one spelling of the client's secret is enough, and this one is plain
    Files.delete(folder.resolve("AUTHENTICATION-CLIENT-PASSWORD"));
    Files.delete(folder.resolve("GES-DECRYPT-PASSWORD"));
    var more = Map.of(
        "GES_CONFIG_FOLDERS", folder.toString(),
        "REDIS_HOST", "cache.example",
        "GWS_AUTH", "auth",
        "GWS_ENV", "env",
        "GWS_CONF", "conf",
        "AUTHENTICATION_CLIENT_ID", "ges");

    var loaded = ConfigLoader.load(and(OWN_SERVERS, more));

    var shown = loaded.settings().stream().map(Setting::toString).toList();
    assertThat(shown)
        .contains(
            "AUTHENTICATION_CLIENT_SECRET=*** (file)",
            "DB_PASSWORD=*** (file)",
            "GES_API_KEYS=*** (file)",
            "GES_GWS_CREDENTIALS=*** (file)",
            "GES_INTERNAL_TOKEN=*** (file)",
            "GES_SECRET_KEY=*** (file)",
            "REDIS_CACHEKEY=*** (file)",
            "voice_redis_ors_stream=*** (file)");
    assertThat(String.join("\n", shown) + loaded.warnings() + loaded.config())
        .doesNotContain("s3cret")
        .doesNotContain(key);
  }
}
