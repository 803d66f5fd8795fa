package io.openges.app.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every variable that may be wrong, and what the others lead to (specification 20). */
class BadValuesTest {

  private static final Map<String, String> CONFIGURED = Map.ofEntries(
      Map.entry("DB_HOST", "db.example"),
      Map.entry("DB_NAME", "ges"),
      Map.entry("DB_USER", "ges_user"),
      Map.entry("DB_PASSWORD", "s3cret-db"),
      Map.entry("REDIS_HOST", "cache.example"),
      Map.entry("ORS_REDIS_HOST", "voice.example"),
      Map.entry("GWS_AUTH", "auth.example"),
      Map.entry("GWS_ENV", "env.example"),
      Map.entry("GWS_CONF", "conf.example"),
      Map.entry("AUTHENTICATION-CLIENT-ID", "ges"),
      Map.entry("AUTHENTICATION-CLIENT-SECRET", "s3cret-gws"));

  private static ConfigLoader.Loaded load(Map<String, String> more) {
    var all = new HashMap<>(CONFIGURED);
    all.putAll(more);
    return ConfigLoader.load(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DB_HOST | db:x",
        "DB_PORT | 0",
        "DB_SECURE | yes",
        "GES_API_KEYS | s3cret-key",
        "GES_AUDIT_DAYS | 0",
        "GES_AUDIT_DAYS | 3651",
        "GES_CAPTCHA_ON_OUTAGE | MAYBE",
        "GES_CONTENT_LENGTH_TOLERANCE | -1",
        "GES_DB_POOL_SIZE | 1",
        "GES_EXTERNAL_PORT | 65536",
        "GES_GWS_CREDENTIALS | [s3cret]",
        "GES_HTTP_400_TOLERANCE | x",
        "GES_HTTP_401_TOLERANCE | -1",
        "GES_HTTP_404_TOLERANCE | 1.5",
        "GES_HTTP_500_TOLERANCE | many",
        "GES_INTERNAL_PORT | -1",
        "GES_INVALID_KEY_LIMIT_PER_MINUTE | 0",
        "GES_LEASE_SECONDS | 4",
        "GES_LOG_FORMAT | xml",
        "GES_NEAR_THRESHOLD_SECONDS | -1",
        "GES_NODE_ID | two words",
        "GES_ORS_MAX_START_ATTEMPTS | 0",
        "GES_ORS_NODES | ors-1",
        "GES_ORS_NODES | eu=ors-1:x",
        "GES_ORS_START_TIMEOUT_SECONDS | 0",
        "GES_ORS_STREAM_MAXLEN | -1",
        "GES_PROFILE | staging",
        "GES_PROMOTION_BUFFER_SECONDS | 1h",
        "GES_PUBLIC_URL | callbacks.example",
        "GES_RBAC_TOLERANCE | none",
        "GES_RECAPTCHA_URL | x",
        "GES_SECRET_KEY | s3cret",
        "GES_SHUTDOWN_GRACE_SECONDS | 601",
        "GES_SIMULATED_AGENTS | 0",
        "GES_SIMULATION_SPEED | 0",
        "GES_TENANT_THROTTLE | 5",
        "GES_TEST_CLOCK | 2030-01-02T09:00:00Z",
        "GES_TRUSTED_PROXIES | 10.0.0.0/33",
        "GES_URL | ftp://ges",
        "GES_URS_NODES | urs-1",
        "GWS_AUTH | ftp://auth",
        "GWS_CONF | http://",
        "GWS_ENV | http://env:99999",
        "GWS_STATS | http://a b",
        "HTTPS_PROXY | s3cret",
        "LOG_LEVEL | LOUD",
        "LOG_MAX_LEN | 255",
        "ORS_REDIS_CLUSTER_MODE | 1",
        "ORS_REDIS_LOCATION | voice:x",
        "ORS_REDIS_PORT | 65536",
        "ORS_REDIS_SECURE | yes",
        "ORS_REDIS_SENTINELS | s1:x",
        "REDIS_HOST | cache:x",
        "REDIS_MODE | ring",
        "REDIS_PORT | 0",
        "REDIS_SECURE | on",
        "voice-redis-ors-stream | s3cret"
      })
  void aBadValueStopsTheStartByItsName(String name, String bad) {
    var thrown = catchThrowableOfType(ConfigException.class, () -> load(Map.of(name, bad)));

    assertThat(thrown).as("%s=%s", name, bad).isNotNull();
    assertThat(thrown.errors()).singleElement().asString().startsWith(name + " ");
    assertThat(thrown.getMessage()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GWS_ENV | http://svc:s3cret@[bad | http://***@[bad",
        "GWS_ENV | svc:s3cret@[bad | ***@[bad",
        "GES_NEXUS_URL | ftp://svc:s3cret@h | ftp://***@h",
        "GES_NEXUS_URL | svc:s3cret//@h | ***@h",
        "GWS_STATS | http://svc:a/s3cret@h@h:x | http://***@h:x",
        "GES_RECAPTCHA_URL | svc:s3cret@h | ***@h",
        "GES_PUBLIC_URL | s3cret@h | ***@h",
        "REDIS_HOST | redis://svc:s3cret@cache:x | redis://***@cache:x",
        "DB_HOST | svc:s3cret@db | ***@db",
        "GES_ORS_NODES | eu=http://svc:s3cret@ors:x | http://***@ors:x",
        "GES_URS_NODES | http://svc:s3cret@urs | http://***@urs",
        "GES_TRUSTED_PROXIES | svc:s3cret@h | ***@h"
      })
  void credentialsWithinABadAddressAreNotShown(String name, String bad, String shown) {
    var thrown = catchThrowableOfType(ConfigException.class, () -> load(Map.of(name, bad)));

    assertThat(thrown).as("%s=%s", name, bad).isNotNull();
    assertThat(thrown.errors())
        .singleElement()
        .asString()
        .startsWith(name + " ")
        .contains(shown)
        .doesNotContain("s3cret");
  }

  @Test
  void aPlaceOfTheVoicePlatformBeatsHostAndPort() {
    assertThat(voice(Map.of("ORS_REDIS_LOCATION", "other.example:7000", "ORS_REDIS_PORT", "8000")))
        .isEqualTo(new Address("other.example", 7000));
    assertThat(voice(Map.of("ORS_REDIS_LOCATION", "other.example", "ORS_REDIS_PORT", "8000")))
        .isEqualTo(new Address("other.example", 8000));
    assertThat(voice(Map.of("ORS_REDIS_PORT", "8000")))
        .isEqualTo(new Address("voice.example", 8000));
  }

  @Test
  void alertsAndAuditGoByWhatIsSet() {
    var config = load(Map.of(
            "GES_HTTP_400_TOLERANCE", "10",
            "GES_HTTP_401_TOLERANCE", "11",
            "GES_HTTP_404_TOLERANCE", "12",
            "GES_HTTP_500_TOLERANCE", "13",
            "GES_RBAC_TOLERANCE", "14",
            "GES_CONTENT_LENGTH_TOLERANCE", "15",
            "GES_AUDIT_DAYS", "30"))
        .config();

    assertThat(config.node().tolerances()).isEqualTo(new Tolerances(10, 11, 12, 13, 14, 15));
    assertThat(config.rules().figures().auditFor()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void sentinelsAndNodesOfGesOwnRedisAreLists() {
    assertThat(redis(Map.of("REDIS_MODE", "cluster", "REDIS_HOST", "n1,n2:7000")))
        .containsExactly(new Address("n1", 6379), new Address("n2", 7000));
    assertThat(redis(Map.of("REDIS_MODE", "sentinel", "REDIS_SENTINELS", "s1,s2:5000")))
        .containsExactly(new Address("s1", 26_379), new Address("s2", 5000));
  }

  private static List<Address> redis(Map<String, String> more) {
    var backends = (Backends.Configured) load(more).config().backends();
    return requireNonNull(backends.redis()).servers();
  }

  private static Address voice(Map<String, String> more) {
    var backends = (Backends.Configured) load(more).config().backends();
    return backends.voice().redis().servers().get(0);
  }
}
