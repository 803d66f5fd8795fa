package io.openges.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the voice platform is (specifications 12, 20). */
class VoiceConfigTest {

  private static final String SECRET = "voice-redis-ors-stream";

  @Test
  void theSecretOfTheDeploymentGuideIsReadWithItsEmptyValues() {
    var redis = voice(Map.of("voice_redis_ors_stream", """
                {"password":"", "port":"", "rejectUnauthorized":"true", "servername":""}""")).redis();

    assertThat(redis)
        .isEqualTo(VoiceConfig.Redis.standalone(new Address("voice.example", 10_000), null));
  }

  @Test
  void whateverIsInTheSecretBeatsTheVariables() {
    var redis = voice(Map.of("ORS_REDIS_PORT", "7000", "ORS_REDIS_SECURE", "true", SECRET, """
                {"password":"pw","port":7001,"rejectUnauthorized":false,"servername":"other",
                 "secure":"false"}"""))
        .redis();

    assertThat(redis)
        .isEqualTo(VoiceConfig.Redis.standalone(new Address("other", 7001), new Secret("pw")));
  }

  @Test
  void certificatesAreVerifiedUnlessTheSecretSaysOtherwise() {
    assertThat(voice(Map.of("ORS_REDIS_SECURE", "true")).redis().tls())
        .isEqualTo(new VoiceConfig.Tls(true));
    assertThat(
            voice(Map.of("ORS_REDIS_SECURE", "true", SECRET, "{\"rejectUnauthorized\":\"FALSE\"}"))
                .redis()
                .tls())
        .isEqualTo(new VoiceConfig.Tls(false));
  }

  @Test
  void sentinelsTellWhereTheRedisIs() {
    var loaded = ConfigLoader.load(with(Map.of(
        "ORS_REDIS_SENTINELS",
        "s1,s2:5000",
        "ORS_REDIS_SENTINEL_MASTER",
        "voice",
        SECRET,
        "{\"password\":\"pw\",\"rejectUnauthorized\":\"true\"}")));

    assertThat(((Backends.Configured) loaded.config().backends()).voice().redis())
        .isEqualTo(new VoiceConfig.Redis(
            RedisConfig.Mode.SENTINEL,
            List.of(new Address("s1", 26_379), new Address("s2", 5000)),
            "voice",
            new Secret("pw"),
            null));
    assertThat(loaded.warnings())
        .contains("ORS_REDIS_HOST: no effect, since ORS_REDIS_SENTINELS is set");
  }

  @Test
  void sentinelsExcludeWhatContradictsThem() {
    assertThat(errors(Map.of("ORS_REDIS_SENTINELS", "s1", "ORS_REDIS_CLUSTER_MODE", "true")))
        .singleElement()
        .asString()
        .startsWith("ORS_REDIS_CLUSTER_MODE must not be true");
    assertThat(errors(Map.of(
            "ORS_REDIS_SENTINELS",
            "s1",
            SECRET,
            "{\"servername\":\"other\",\"rejectUnauthorized\":\"true\"}")))
        .singleElement()
        .asString()
        .startsWith(SECRET + " must not name a server");
    assertThat(errors(Map.of("ORS_REDIS_SENTINELS", "s1:x")))
        .singleElement()
        .asString()
        .startsWith("ORS_REDIS_SENTINELS must list host or host:port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pass-phrase",
        "[\"pass-phrase\"]",
        "{\"password\":\"pass-phrase\"}",
        "{\"password\":\"pass-phrase\",\"rejectUnauthorized\":\"yes\"}",
        "{\"password\":\"pass-phrase\",\"rejectUnauthorized\":\"true\",\"port\":\"x\"}",
        "{\"password\":\"pass-phrase\",\"rejectUnauthorized\":\"true\",\"port\":\"70000\"}",
        "{\"password\":\"pass-phrase\",\"rejectUnauthorized\":\"true\",\"secure\":\"yes\"}"
      })
  void aMalformedSecretIsNamedAndNotTold(String secret) {
    assertThat(errors(Map.of(SECRET, secret)))
        .singleElement()
        .asString()
        .startsWith(SECRET + " must")
        .doesNotContain("pass-phrase");
  }

  @Test
  void regionsAreThoseOfAllServersInTheOrderOfTheirLists() {
    var voice = voice(Map.of(
        "GES_ORS_NODES", "us=ors-1,eu=ors-2,us=ors-3",
        "GES_URS_NODES", "ap=urs-1|urs-1b,eu=urs-2,ap=urs-3"));

    assertThat(voice.regions()).containsExactly("us", "eu", "ap");
    assertThat(voice.urs().nodes())
        .containsExactly(
            new VoiceConfig.RoutingNode("ap", List.of("urs-1", "urs-1b")),
            new VoiceConfig.RoutingNode("eu", List.of("urs-2")),
            new VoiceConfig.RoutingNode("ap", List.of("urs-3")));
  }

  private static VoiceConfig voice(Map<String, String> variables) {
    var config = ConfigLoader.load(with(variables)).config();
    return ((Backends.Configured) config.backends()).voice();
  }

  private static List<String> errors(Map<String, String> variables) {
    return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(with(variables)))
        .errors();
  }

  private static Map<String, String> with(Map<String, String> variables) {
    var all = new HashMap<>(Map.of(
        "DB_HOST", "db.example",
        "DB_NAME", "ges",
        "DB_USER", "ges_user",
        "DB_PASSWORD", "s3cret-db",
        "ORS_REDIS_HOST", "voice.example"));
    all.putAll(variables);
    return all;
  }
}
