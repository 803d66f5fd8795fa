package io.openges.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.listener.AddressRange;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proxy by which services on the internet are reached (specification 20). Immutable and
 * thread-safe.
 *
 * @param host its name or address
 * @param port its port
 * @param user who asks, null if nobody has to say so
 * @param password of the user, null for none
 * @param except hosts that are reached directly
 */
public record EgressProxy(
    String host, int port, @Nullable String user, @Nullable Secret password, List<String> except) {

  private static final String NAME = "HTTPS_PROXY";
  private static final int MAX_PORT = 65_535;

  /** Checks that there is a host, and copies the list. */
  public EgressProxy {
    requireNonNull(host, "host");
    except = List.copyOf(except);
  }

  /**
   * Reads it; an address that is none is an error that does not show it: it may hold a password.
   */
  static @Nullable EgressProxy read(Values values) {
    var address = values.secret(NAME);
    var except = values.list("NO_PROXY", "");
    if (address == null) {
      return null;
    }
    checkRanges(except, values);
    var uri = uri(address.value());
    if (uri == null) {
      values.error(NAME, "must be http://host:port or http://user:password@host:port");
      return null;
    }
    var login = uri.getRawUserInfo() == null ? null : uri.getRawUserInfo().split(":", 2);
    return new EgressProxy(
        uri.getHost(),
        uri.getPort(),
        login == null ? null : decoded(login[0]),
        login == null || login.length < 2 ? null : new Secret(decoded(login[1])),
        except);
  }

  /** What looks like a range of addresses has to be one. */
  private static void checkRanges(List<String> except, Values values) {
    for (var entry : except) {
      try {
        if (entry.indexOf('/') >= 0) {
          AddressRange.of(entry);
        }
      } catch (IllegalArgumentException malformed) {
        values.error(
            "NO_PROXY",
            "has " + Credentials.hiddenInMalformed(String.valueOf(malformed.getMessage())));
      }
    }
  }

  private static @Nullable URI uri(String text) {
    try {
      var uri = new URI(text.contains("://") ? text : "http://" + text);
      boolean isProxy = "http".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPort() <= MAX_PORT
          && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
      return isProxy ? uri : null;
    } catch (URISyntaxException malformed) {
      return null;
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
