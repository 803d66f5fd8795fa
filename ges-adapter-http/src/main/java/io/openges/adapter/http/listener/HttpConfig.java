package io.openges.adapter.http.listener;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the listeners listen and whom they trust. Immutable and thread-safe.
 *
 * @param host the address to bind, such as {@code 0.0.0.0}
 * @param internalPort 0 to 65535; 0 for any free one
 * @param externalPort 0 to 65535; 0 for any free one
 * @param updateBase the base of the URLs given to the voice platform, with a slash at its end, such
 *     as {@code http://ges.ges/}
 * @param trust whom to trust
 */
public record HttpConfig(
    String host, int internalPort, int externalPort, String updateBase, Trust trust) {

  /**
   * Checks the ports, and lets the base end in a slash.
   *
   * @throws IllegalArgumentException if a port is out of range
   */
  public HttpConfig {
    requireNonNull(host, "host");
    requireNonNull(trust, "trust");
    checkPort(internalPort);
    checkPort(externalPort);
    updateBase = updateBase.endsWith("/") ? updateBase : updateBase + "/";
  }

  private static void checkPort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
  }

  /**
   * Whom to trust.
   *
   * @param internalToken what callers of the internal network must send, null to trust them all; a
   *     secret
   * @param unknownKeysPerMinute how many unknown API keys a client address may try, 1 or more
   * @param proxies addresses or ranges whose X-Forwarded-For is believed
   */
  public record Trust(
      @Nullable String internalToken, int unknownKeysPerMinute, List<String> proxies) {

    /** The defaults of the specification. */
    public static final Trust DEFAULTS = new Trust(null, 60, ClientAddresses.PRIVATE_RANGES);

    /** Copies the list. */
    public Trust {
      proxies = List.copyOf(proxies);
    }

    /** Hides the token. */
    @Override
    public String toString() {
      return "Trust[unknownKeysPerMinute=" + unknownKeysPerMinute + ", proxies=" + proxies + "]";
    }
  }
}
