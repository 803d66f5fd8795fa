package io.openges.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.dispatch.DispatchTerms;
import io.openges.domain.queue.Limits.Window;
import io.openges.domain.tenant.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  private static final Map<String, String> CONFIGURED = Map.of(
      "DB_HOST", "db.example:5433",
      "DB_NAME", "ges",
      "DB-USER", "ges_user",
      "DB_PASSWORD", "s3cret-db",
      "ORS_REDIS_HOST", "voice.example");

  private static ConfigLoader.Loaded load(Map<String, String> environment) {
    return ConfigLoader.load(environment);
  }

  private static Map<String, String> configuredAnd(Map<String, String> more) {
    var all = new HashMap<>(CONFIGURED);
    all.putAll(more);
    return all;
  }

  private static List<String> errors(Map<String, String> environment) {
    try {
      var loaded = load(environment);
      throw new AssertionError("no errors: " + loaded);
    } catch (ConfigException e) {
      return e.errors();
    }
  }

  @Test
  void withoutAnyValueEverythingIsBroughtAlong() {
    var loaded = load(Map.of());

    var config = loaded.config();
    assertThat(loaded.warnings()).isEmpty();
    assertThat(config.isEmbedded()).isTrue();
    assertThat(config.server().bindAddress()).isEqualTo("127.0.0.1");
    assertThat(config.server().internalPort()).isEqualTo(3050);
    assertThat(config.server().externalPort()).isEqualTo(3005);
    assertThat(config.server().urls()).isEqualTo(new ServerConfig.Urls(null, null));
    assertThat(config.log())
        .isEqualTo(new LogConfig(LogConfig.Level.INFO, 2048, LogConfig.Format.JSON));
    assertThat(config.node().shutdownGrace()).isEqualTo(Duration.ofSeconds(25));
    assertThat(config.node().profile()).isEqualTo(Profile.PRODUCTION);
    assertThat(config.node().tolerances()).isEqualTo(new Tolerances(1, 1, 1, 1, 5, 0));
    assertThat(config.rules().figures())
        .isEqualTo(new RulesConfig(
            DispatchTerms.DEFAULTS, Duration.ofMinutes(3), Duration.ofDays(400), Window.OFF));
    assertThat(config.rules().access().apiKeys()).isEmpty();
    assertThat(config.embedded().dataDirectory()).isEqualTo(Path.of("ges-data").toAbsolutePath());
    assertThat(config.embedded().agents()).isEqualTo(5);
    assertThat(config.embedded().speed()).isEqualTo(1.0);
  }

  @Test
  void anAddressMeansThatAnOperatorRunsTheServers() {
    var config = load(CONFIGURED).config();

    assertThat(config.server().bindAddress()).isEqualTo("0.0.0.0");
    assertThat(config.log().level()).isEqualTo(LogConfig.Level.DEBUG);
    assertThat(config.backends())
        .isEqualTo(new Backends.Configured(
            new DatabaseConfig(
                new Address("db.example", 5433),
                "ges",
                new DatabaseConfig.Login("ges_user", new Secret("s3cret-db")),
                false,
                20),
            null,
            new VoiceConfig(
                VoiceConfig.Redis.standalone(new Address("voice.example", 10_000), null),
                new VoiceConfig.Stream("NewCallbackStream", 1_000_000),
                Map.of(),
                new VoiceConfig.Routing(List.of(), "Environment"))));
  }

  @Test
  void everyServerCanBeDescribed() {
    var config = load(configuredAnd(Map.ofEntries(
            Map.entry("DB_SECURE", "true"),
            Map.entry("GES_DB_POOL_SIZE", "7"),
            Map.entry("REDIS_HOST", "cache.example"),
            Map.entry("REDIS_PORT", "6380"),
            Map.entry("REDIS_SECURE", "TRUE"),
            Map.entry("REDIS-CACHEKEY", "key"),
            Map.entry("ORS_REDIS_PORT", "7000"),
            Map.entry("ORS_REDIS_CLUSTER_MODE", "true"),
            Map.entry("ORS_REDIS_STREAM_NAME", "Other"),
            Map.entry("GES_ORS_STREAM_MAXLEN", "0"),
            Map.entry("GES_ORS_NODES", "eu=ors-1:9099,eu=ors-2,us=ors-3"),
            Map.entry("GES_URS_NODES", "eu=urs-{ccid}|urs-b:5080,eu=urs-2"),
            Map.entry("GES_URS_TENANT", "{ccid}"),
            Map.entry("voice-redis-ors-stream", """
                {"password":"pw","port":"7001","rejectUnauthorized":"false","secure":"true",
                 "servername":"other.example"}"""))))
        .config();

    assertThat(config.backends())
        .isEqualTo(new Backends.Configured(
            new DatabaseConfig(
                new Address("db.example", 5433),
                "ges",
                new DatabaseConfig.Login("ges_user", new Secret("s3cret-db")),
                true,
                7),
            new RedisConfig(
                RedisConfig.Mode.STANDALONE,
                List.of(new Address("cache.example", 6380)),
                "mymaster",
                true,
                new Secret("key")),
            new VoiceConfig(
                new VoiceConfig.Redis(
                    RedisConfig.Mode.CLUSTER,
                    List.of(new Address("other.example", 7001)),
                    "mymaster",
                    new Secret("pw"),
                    new VoiceConfig.Tls(false)),
                new VoiceConfig.Stream("Other", 0),
                Map.of(
                    "eu", List.of(new Address("ors-1", 9099), new Address("ors-2", 9098)),
                    "us", List.of(new Address("ors-3", 9098))),
                new VoiceConfig.Routing(
                    List.of(
                        new VoiceConfig.RoutingNode("eu", List.of("urs-{ccid}", "urs-b:5080")),
                        new VoiceConfig.RoutingNode("eu", List.of("urs-2"))),
                    "{ccid}"))));
  }

  @Test
  void everythingElseCanBeSet() {
    var tenant = "9350e2fc-a1dd-4c65-8d40-1f75a2e080dd";

    var config = load(Map.ofEntries(
            Map.entry("GES_NODE_ID", "ges-0"),
            Map.entry("GES_REGION_AFFINITY", "eu-1"),
            Map.entry("GES_PROFILE", "test"),
            Map.entry("GES_TEST_CLOCK", "2030-01-02T09:00:00Z"),
            Map.entry("GES_SHUTDOWN_GRACE_SECONDS", "3"),
            Map.entry("GES_BIND_ADDRESS", "10.1.2.3"),
            Map.entry("GES_INTERNAL_PORT", "0"),
            Map.entry("GES_EXTERNAL_PORT", "8080"),
            Map.entry("GES_URL", "ges.ges"),
            Map.entry("GES_PUBLIC_URL", "https://callbacks.example/x"),
            Map.entry("GES_INTERNAL_TOKEN", "t0ken"),
            Map.entry("GES_TRUSTED_PROXIES", "10.0.0.0/8"),
            Map.entry("GES_INVALID_KEY_LIMIT_PER_MINUTE", "5"),
            Map.entry("LOG_LEVEL", "warn"),
            Map.entry("LOG_MAX_LEN", "300"),
            Map.entry("GES_LOG_FORMAT", "text"),
            Map.entry("GES_LEASE_SECONDS", "5"),
            Map.entry("GES_ORS_START_TIMEOUT_SECONDS", "10"),
            Map.entry("GES_ORS_MAX_START_ATTEMPTS", "2"),
            Map.entry("GES_PROMOTION_BUFFER_SECONDS", "0"),
            Map.entry("GES_NEAR_THRESHOLD_SECONDS", "60"),
            Map.entry("GES_TENANT_THROTTLE", "5000/60"),
            Map.entry("GES_API_KEYS", "abc=def=" + tenant),
            Map.entry("GES_DATA_DIR", "/somewhere/data"),
            Map.entry("GES_SETTINGS_FILE", "/somewhere/settings.json"),
            Map.entry("GES_SIMULATED_AGENTS", "2"),
            Map.entry("GES_SIMULATION_SPEED", "0.5")))
        .config();

    var none = new Tolerances(1, 1, 1, 1, 5, 0);
    assertThat(config)
        .isEqualTo(new Config(
            new NodeConfig(
                "ges-0",
                "eu-1",
                Profile.TEST,
                Instant.parse("2030-01-02T09:00:00Z"),
                Duration.ofSeconds(3),
                none),
            new ServerConfig(
                "10.1.2.3",
                0,
                8080,
                new ServerConfig.Urls(
                    URI.create("http://ges.ges/"), URI.create("https://callbacks.example/x/")),
                new ServerConfig.Trust(new Secret("t0ken"), List.of("10.0.0.0/8"), 5)),
            new LogConfig(LogConfig.Level.WARN, 300, LogConfig.Format.TEXT),
            new Backends.Embedded(),
            new Config.Policies(
                new RulesConfig(
                    new DispatchTerms(
                        Duration.ZERO, Duration.ofSeconds(10), 2, Duration.ofSeconds(5)),
                    Duration.ofSeconds(60),
                    Duration.ofDays(400),
                    Window.of(5_000, 60)),
                new AccessConfig(
                    Map.of(new Secret("abc=def"), new TenantId(UUID.fromString(tenant)))),
                SecretKeys.NONE,
                InternetConfig.DEFAULTS),
            new EmbeddedConfig(
                Path.of("/somewhere/data"), Path.of("/somewhere/settings.json"), 2, 0.5)));
  }

  @Test
  void allErrorsAreListedAtOnceByName() {
    var errors = errors(Map.of(
        "DB_HOST", "db:99999",
        "GES_INTERNAL_PORT", "many",
        "GES_LEASE_SECONDS", "31",
        "LOG_LEVEL", "LOUD",
        "GES_API_KEYS", "hidden-key=nobody",
        "GES_TEST_CLOCK", "2030-01-02T09:00:00Z",
        "DB_SECURE", "yes"));

    assertThat(errors)
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "DB_HOST",
            "DB_NAME",
            "DB_USER",
            "DB_PASSWORD",
            "DB_SECURE",
            "ORS_REDIS_HOST",
            "GES_INTERNAL_PORT",
            "GES_LEASE_SECONDS",
            "LOG_LEVEL",
            "GES_API_KEYS",
            "GES_TEST_CLOCK");
    assertThat(String.join(" ", errors)).doesNotContain("hidden-key");
  }

  @Test
  void whatCannotBeReadIsNamedAndSoIsATypoBesideIt() {
    assertThat(errors(Map.of(
            "GES_PROFILE", "test",
            "GES_TEST_CLOCK", "junk",
            "GES_TRUSTED_PROXIES", "10.0.0.0/8,999.1.1.1/99,foo",
            "GES_EXTERNL_PORT", "1")))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("GES_TEST_CLOCK must be").contains("junk"),
            line -> assertThat(line).startsWith("GES_TRUSTED_PROXIES").contains("999.1.1.1/99"),
            line -> assertThat(line).startsWith("GES_TRUSTED_PROXIES").contains("foo"),
            line -> assertThat(line).contains("GES_EXTERNL_PORT").contains("GES_EXTERNAL_PORT?"));
  }

  @Test
  void secretsAreNeverPrinted() {
    var config = load(configuredAnd(Map.of(
            "GES_INTERNAL_TOKEN",
            "t0ken",
            "REDIS_HOST",
            "r",
            "REDIS_CACHEKEY",
            "c4che",
            "voice_redis_ors_stream",
            "{\"password\":\"v01ce\",\"rejectUnauthorized\":\"true\"}")))
        .config();

    assertThat(config.toString())
        .contains("***")
        .doesNotContain("s3cret-db")
        .doesNotContain("t0ken")
        .doesNotContain("c4che")
        .doesNotContain("v01ce");
  }

  @Test
  void aFileBeatsTheVariableAndDashesAreUnderscores(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("DB_USER"), "from-file\n");
    Files.writeString(folder.resolve("LOG-LEVEL"), "ERROR");
    Files.writeString(folder.resolve("..data"), "swapped");

    var config = load(configuredAnd(
            Map.of("GES_CONFIG_FOLDERS", folder.toString(), "LOG_LEVEL", "INFO")))
        .config();

    assertThat(config.log().level()).isEqualTo(LogConfig.Level.ERROR);
    assertThat(((Backends.Configured) config.backends()).database().login().user())
        .isEqualTo("from-file");
  }

  @Test
  void aFolderThatIsNotThereStopsTheStart() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(Map.of("GES_CONFIG_FOLDERS", "/not/there")))
        .withMessageContaining("GES_CONFIG_FOLDERS: the folder /not/there cannot be read");
  }

  @Test
  void unknownVariablesOfOursAreReportedWithTheNearestName() {
    var warnings = load(Map.of("GES_INTERNAL_PROT", "1", "GES_XYZZY_PLUGH", "1", "OTHER", "1"))
        .warnings();

    assertThat(warnings)
        .containsExactly(
            "GES_INTERNAL_PROT is unknown and has no effect; did you mean GES_INTERNAL_PORT?",
            "GES_XYZZY_PLUGH is unknown and has no effect");
  }

  @Test
  void aShortNameIsNotTakenForAnother() {
    assertThat(load(Map.of("GES_FOO", "1")).warnings())
        .containsExactly("GES_FOO is unknown and has no effect");
  }

  @Test
  void theSecretOfTheVoicePlatformMustSayWhetherToVerify() {
    assertThat(errors(configuredAnd(Map.of("voice-redis-ors-stream", "{\"password\":\"x\"}"))))
        .singleElement()
        .asString()
        .startsWith("voice-redis-ors-stream must hold \"rejectUnauthorized\"")
        .doesNotContain("\"x\"");
  }
}
