package io.openges.app.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A host and a TCP port. Immutable and thread-safe.
 *
 * @param host name or IP address; IPv6 addresses without brackets
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

  private static final int MAX_PORT = 65_535;

  /** Checks the ranges. */
  public Address {
    requireNonNull(host, "host");
    if (host.isBlank() || port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("not an address: " + host + ":" + port);
    }
  }

  /** Reads {@code host}, {@code host:port} or {@code [IPv6]:port}; empty if it is none of them. */
  public static Optional<Address> parse(String text, int defaultPort) {
    int bracket = text.lastIndexOf(']');
    int colon = text.indexOf(':', Math.max(bracket, 0));
    var host = (colon < 0 ? text : text.substring(0, colon)).strip();
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      int port =
          colon < 0 ? defaultPort : Integer.parseInt(text.substring(colon + 1).strip());
      return Optional.of(new Address(host, port));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** Returns {@code host:port}. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
