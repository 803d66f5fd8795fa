package io.openges.app.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GwsConfigTest {

  private static final Map<String, String> SERVERS = Map.of(
      "DB_HOST", "db.example",
      "DB_NAME", "ges",
      "DB-USER", "ges",
      "DB-PASSWORD", "x",
      "ORS_REDIS_HOST", "voice.example");

  private static ConfigLoader.Loaded load(Map<String, String> environment) {
    var all = new HashMap<>(SERVERS);
    all.putAll(environment);
    return ConfigLoader.load(all);
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
  void genesysServicesKnowTheTenants() {
    var loaded = load(Map.of(
        "GWS_AUTH", "gauth.example",
        "GWS_ENV", "https://genv.example/x",
        "AUTHENTICATION-CLIENT-ID", "ges",
        "AUTHENTICATION-CLIENT-PASSWORD", "s3cret",
        "GES_API_KEYS", "abc=9350e2fc-a1dd-4c65-8d40-1f75a2e080dd"));

    var access = loaded.config().rules().access();
    assertThat(access.apiKeys()).isEmpty();
    assertThat(access.gws())
        .isEqualTo(new GwsConfig(
            URI.create("http://gauth.example:8095/"),
            URI.create("https://genv.example/x/"),
            "ges",
            new Secret("s3cret")));
    assertThat(loaded.config().toString()).doesNotContain("s3cret");
    assertThat(loaded.warnings())
        .containsExactly("GES_API_KEYS is ignored, since GWS_AUTH or GWS_ENV is set");
  }

  @Test
  void theSecretOfTheClientMayBeSealed() {
    var sealed = new HashMap<>(Map.of(
        "GWS_AUTH", "gauth.example",
        "GWS_ENV", "genv.example",
        "GES_DECRYPT_PASSWORD", "pass word",
        "AUTHENTICATION-CLIENT-ID", "ges",
        "AUTHENTICATION-CLIENT-SECRET", "kgpHOaP0FJQEp23PiVNTL1Q9gel7JB0Guiqa5K1sD5w="));

    var gws = requireNonNull(load(sealed).config().rules().access().gws());
    assertThat(gws.clientSecret()).isEqualTo(new Secret("s3cr\u00e9t of the client"));
    sealed.put("AUTHENTICATION-CLIENT-SECRET", "plain");
    assertThat(errors(sealed))
        .containsExactly(
            "AUTHENTICATION-CLIENT-SECRET cannot be decrypted with GES_DECRYPT_PASSWORD");
  }

  @Test
  void statisticsStandWhereConfigurationDoesUnlessTold() {
    var gws = Map.of(
        "GWS_AUTH", "gauth.example",
        "GWS_ENV", "genv.example",
        "GWS_CONF", "gconf.example",
        "AUTHENTICATION-CLIENT-ID", "ges",
        "AUTHENTICATION-CLIENT-SECRET", "s3cret",
        "GES_GWS_CREDENTIALS",
            "{\"9350e2fc-a1dd-4c65-8d40-1f75a2e080dd\":{\"user\":\"u\",\"password\":\"p4ss,=\"}}");
    var loaded = load(gws);
    var own = new HashMap<>(gws);
    own.put("GWS_STATS", "gstats.example:80");

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.config().toString()).doesNotContain("p4ss");
    assertThat(statistics(gws))
        .isEqualTo(new StatisticsConfig(
            URI.create("http://gconf.example:8092/"),
            Map.of(
                new TenantId(UUID.fromString("9350e2fc-a1dd-4c65-8d40-1f75a2e080dd")),
                new StatisticsConfig.Login(new Secret("u"), new Secret("p4ss,=")))));
    assertThat(statistics(own).address()).isEqualTo(URI.create("http://gstats.example:80/"));
    own.put("GES_GWS_CREDENTIALS", "{\"nobody\":{\"user\":\"u\",\"password\":\"p4ss\"}}");
    assertThat(errors(own))
        .singleElement()
        .asString()
        .startsWith("GES_GWS_CREDENTIALS must be a JSON object")
        .doesNotContain("p4ss");
    own.put("GES_GWS_CREDENTIALS", "p4ss");
    assertThat(errors(own)).singleElement().asString().doesNotContain("p4ss");
  }

  private static StatisticsConfig statistics(Map<String, String> environment) {
    var gws = load(environment).config().rules().access().gws();
    return requireNonNull(requireNonNull(gws).statistics());
  }

  @Test
  void genesysServicesComeTogetherAndWithCredentials() {
    assertThat(errors(Map.of("GWS_ENV", "genv.example")))
        .containsExactlyInAnyOrder(
            "GWS_AUTH is required with GWS_ENV",
            "AUTHENTICATION-CLIENT-ID is required",
            "AUTHENTICATION-CLIENT-SECRET or AUTHENTICATION-CLIENT-PASSWORD is required");
  }

  @Test
  void withoutServersWhatIsNotNamedIsBroughtAlong() {
    var nothing = ConfigLoader.load(Map.of());
    var one = ConfigLoader.load(Map.of("GWS_ENV", "genv.example", "GWS_CONF", "gconf.example"));

    assertThat(nothing.config().rules().access().named()).isEqualTo(NamedServices.NONE);
    var named = requireNonNull(one.config().rules().access().named());
    assertThat(one.config().rules().access().gws()).isNull();
    var others = URI.create("http://127.0.0.1:4711/");
    assertThat(named.completed(
            others, new NamedServices.Client("own", new Secret("s3cret")), Map.of()))
        .isEqualTo(new GwsConfig(
            others,
            URI.create("http://genv.example:8091/"),
            "own",
            new Secret("s3cret"),
            URI.create("http://gconf.example:8092/"),
            new StatisticsConfig(URI.create("http://gconf.example:8092/"), Map.of())));
  }

  @Test
  void anAuthenticationThatIsNamedNeedsCredentialsEvenAlone() {
    try {
      ConfigLoader.load(Map.of("GWS_AUTH", "gauth.example"));
      throw new AssertionError("no errors");
    } catch (ConfigException e) {
      assertThat(e.errors())
          .containsExactlyInAnyOrder(
              "AUTHENTICATION-CLIENT-ID is required",
              "AUTHENTICATION-CLIENT-SECRET or AUTHENTICATION-CLIENT-PASSWORD is required");
    }
  }

  @Test
  void listedKeysTellTheTenantsWhereNobodyNamesEnvironment() {
    var access = ConfigLoader.load(Map.of("GES_API_KEYS", "k=9350e2fc-a1dd-4c65-8d40-1f75a2e080dd"))
        .config()
        .rules()
        .access();

    assertThat(access.named()).isNull();
    assertThat(access.apiKeys()).hasSize(1);
  }
}
