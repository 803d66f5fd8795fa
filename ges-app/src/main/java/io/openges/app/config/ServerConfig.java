package io.openges.app.config;

import io.openges.adapter.http.listener.ClientAddresses;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the HTTP servers listen and whom they trust. Immutable and thread-safe.
 *
 * @param bindAddress address of the interface to listen on
 * @param internalPort port of the internal listener, 0 for any that is free
 * @param externalPort port of the external listener, 0 for any that is free
 * @param urls how others reach this service
 * @param trust who is believed what
 */
public record ServerConfig(
    String bindAddress, int internalPort, int externalPort, Urls urls, Trust trust) {

  /** The usual port of the internal listener. */
  public static final int INTERNAL_PORT = 3050;

  /** The usual port of the external listener. */
  public static final int EXTERNAL_PORT = 3005;

  private static final String PRIVATE_RANGES =
      "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,::1/128,fc00::/7";

  static ServerConfig read(Values values, boolean embedded) {
    int internal = values.whole("GES_INTERNAL_PORT", INTERNAL_PORT, 0, 65_535);
    int external = values.whole("GES_EXTERNAL_PORT", EXTERNAL_PORT, 0, 65_535);
    if (internal == external && internal != 0) {
      values.error("GES_EXTERNAL_PORT", "must not be GES_INTERNAL_PORT: " + external);
    }
    return new ServerConfig(
        values.textOr("GES_BIND_ADDRESS", embedded ? "127.0.0.1" : "0.0.0.0"),
        internal,
        external,
        new Urls(values.url("GES_URL"), values.fullUrl("GES_PUBLIC_URL")),
        new Trust(
            values.secret("GES_INTERNAL_TOKEN"),
            proxies(values),
            values.whole("GES_INVALID_KEY_LIMIT_PER_MINUTE", 60, 1, 1_000_000)));
  }

  private static List<String> proxies(Values values) {
    var ranges = values.list("GES_TRUSTED_PROXIES", PRIVATE_RANGES);
    for (var range : ranges) {
      try {
        new ClientAddresses(List.of(range));
      } catch (IllegalArgumentException malformed) {
        values.error(
            "GES_TRUSTED_PROXIES",
            "has " + Credentials.hiddenInMalformed(String.valueOf(malformed.getMessage())));
      }
    }
    return ranges;
  }

  /** Returns the same on other ports. */
  public ServerConfig withPorts(int internal, int external) {
    return new ServerConfig(bindAddress, internal, external, urls, trust);
  }

  /** Returns the same with a base for the voice platform, which ends in a slash. */
  public ServerConfig withInternalUrl(URI url) {
    return new ServerConfig(
        bindAddress, internalPort, externalPort, new Urls(url, urls.external()), trust);
  }

  /**
   * How others reach this service.
   *
   * @param internal base of what the voice platform calls, with a slash at its end; null for the
   *     default, which is {@code http://ges.ges/}, and the own address in the embedded default
   * @param external base of redirects, with a slash at its end; null for the request's host
   */
  public record Urls(@Nullable URI internal, @Nullable URI external) {}

  /**
   * Who is believed what.
   *
   * @param internalToken what internal callers present; null if the network is trusted
   * @param proxies address ranges whose forwarding headers are believed
   * @param invalidKeysPerMinute unknown API keys a client may try in a minute, 1 or more
   */
  public record Trust(
      @Nullable Secret internalToken, List<String> proxies, int invalidKeysPerMinute) {}
}
