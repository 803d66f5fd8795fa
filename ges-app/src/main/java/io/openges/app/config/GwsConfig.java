package io.openges.app.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Genesys services that know tenants and their keys. Immutable and thread-safe.
 *
 * @param authentication base address of Genesys Authentication, absolute, with a slash at its end
 * @param environment base address of Genesys Environment, absolute, with a slash at its end
 * @param clientId what GES is to Authentication
 * @param clientSecret its password
 * @param configuration base address of Genesys Configuration, absolute, with a slash at its end;
 *     null if there is none
 * @param statistics where figures come from, null if from nowhere
 */
public record GwsConfig(
    URI authentication,
    URI environment,
    String clientId,
    Secret clientSecret,
    @Nullable URI configuration,
    @Nullable StatisticsConfig statistics) {

  private static final String DECRYPT_PASSWORD = "GES_DECRYPT_PASSWORD";
  private static final int AUTHENTICATION_PORT = 8095;
  private static final int ENVIRONMENT_PORT = 8091;
  private static final int CONFIGURATION_PORT = 8092;

  /** Checks that everything is there. */
  public GwsConfig {
    requireNonNull(authentication, "authentication");
    requireNonNull(environment, "environment");
    requireNonNull(clientId, "clientId");
    requireNonNull(clientSecret, "clientSecret");
  }

  /** Makes it without Configuration and figures. */
  public GwsConfig(URI authentication, URI environment, String clientId, Secret clientSecret) {
    this(authentication, environment, clientId, clientSecret, null, null);
  }

  /** Whether somebody has named the services that know tenants. */
  static boolean isNamed(Values values) {
    return values.text("GWS_AUTH") != null || values.text("GWS_ENV") != null;
  }

  static @Nullable GwsConfig read(Values values) {
    var authentication = authentication(values);
    var environment = environment(values);
    if (authentication == null && environment == null) {
      values.ignore(
          "GWS_AUTH and GWS_ENV are not set",
          "AUTHENTICATION_CLIENT_ID",
          "AUTHENTICATION_CLIENT_SECRET",
          "AUTHENTICATION_CLIENT_PASSWORD",
          DECRYPT_PASSWORD,
          "GWS_CONF",
          "GWS_STATS",
          "GES_GWS_CREDENTIALS");
      return null;
    }
    if (authentication == null) {
      values.error("GWS_AUTH", "is required with GWS_ENV");
    }
    if (environment == null) {
      values.error("GWS_ENV", "is required with GWS_AUTH");
    }
    var client = client(values);
    var configuration = configuration(values);
    var own = statistics(values);
    // Unless told otherwise, Statistics stands where Configuration does.
    var statistics = StatisticsConfig.read(values, own == null ? configuration : own);
    return authentication == null || environment == null
        ? null
        : new GwsConfig(
            authentication, environment, client.id(), client.secret(), configuration, statistics);
  }

  static @Nullable URI authentication(Values values) {
    return service(values, "GWS_AUTH", AUTHENTICATION_PORT);
  }

  static @Nullable URI environment(Values values) {
    return service(values, "GWS_ENV", ENVIRONMENT_PORT);
  }

  static @Nullable URI configuration(Values values) {
    return service(values, "GWS_CONF", CONFIGURATION_PORT);
  }

  static @Nullable URI statistics(Values values) {
    return service(values, "GWS_STATS", CONFIGURATION_PORT);
  }

  static NamedServices.Client client(Values values) {
    return new NamedServices.Client(values.required("AUTHENTICATION-CLIENT-ID"), secret(values));
  }

  static void ignoreClient(Values values) {
    values.ignore(
        "GWS_AUTH is not set",
        "AUTHENTICATION_CLIENT_ID",
        "AUTHENTICATION_CLIENT_SECRET",
        "AUTHENTICATION_CLIENT_PASSWORD",
        DECRYPT_PASSWORD);
  }

  private static Secret secret(Values values) {
    var text = values.required("AUTHENTICATION-CLIENT-SECRET", "AUTHENTICATION-CLIENT-PASSWORD");
    var password = values.secret(DECRYPT_PASSWORD);
    if (password == null || text.isEmpty()) {
      return new Secret(text);
    }
    return SealedSecret.open(text, password).orElseGet(() -> {
      values.error("AUTHENTICATION-CLIENT-SECRET", "cannot be decrypted with " + DECRYPT_PASSWORD);
      return new Secret("");
    });
  }

  /** A name alone means the service's own port; a URL means what URLs mean. */
  private static @Nullable URI service(Values values, String name, int port) {
    var url = values.url(name);
    var text = values.text(name);
    if (url == null || text == null || url.getPort() >= 0 || text.contains("://")) {
      return url;
    }
    return URI.create(
        String.format(Locale.ROOT, "http://%s:%d%s", url.getHost(), port, url.getRawPath()));
  }
}
