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
 */
public record GwsConfig(URI authentication, URI environment, String clientId, Secret clientSecret) {

  private static final int AUTHENTICATION_PORT = 8095;
  private static final int ENVIRONMENT_PORT = 8091;

  /** Checks that everything is there. */
  public GwsConfig {
    requireNonNull(authentication, "authentication");
    requireNonNull(environment, "environment");
    requireNonNull(clientId, "clientId");
    requireNonNull(clientSecret, "clientSecret");
  }

  static @Nullable GwsConfig read(Values values) {
    var authentication = service(values, "GWS_AUTH", AUTHENTICATION_PORT);
    var environment = service(values, "GWS_ENV", ENVIRONMENT_PORT);
    if (authentication == null && environment == null) {
      values.accept("AUTHENTICATION-CLIENT-ID");
      values.accept("AUTHENTICATION-CLIENT-SECRET", "AUTHENTICATION-CLIENT-PASSWORD");
      return null;
    }
    if (authentication == null) {
      values.error("GWS_AUTH", "is required with GWS_ENV");
    }
    if (environment == null) {
      values.error("GWS_ENV", "is required with GWS_AUTH");
    }
    var id = values.required("AUTHENTICATION-CLIENT-ID");
    var secret = values.required("AUTHENTICATION-CLIENT-SECRET", "AUTHENTICATION-CLIENT-PASSWORD");
    return authentication == null || environment == null
        ? null
        : new GwsConfig(authentication, environment, id, new Secret(secret));
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
