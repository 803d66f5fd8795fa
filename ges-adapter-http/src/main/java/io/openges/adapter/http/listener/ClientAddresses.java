package io.openges.adapter.http.listener;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address a request comes from behind proxies that are trusted to name it in
 * {@code X-Forwarded-For} (specification 20, GES_TRUSTED_PROXIES). Immutable and thread-safe.
 */
public final class ClientAddresses {

  /** The private ranges of IPv4 and IPv6 and the loopback, which are trusted by default. */
  public static final List<String> PRIVATE_RANGES = List.of(
      "10.0.0.0/8",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "127.0.0.0/8",
      "::1/128",
      "fc00::/7",
      "fe80::/10");

  private final List<AddressRange> trusted;

  /**
   * Trusts the proxies of {@code ranges}.
   *
   * @param ranges addresses, or ranges such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException if one is neither
   */
  public ClientAddresses(List<String> ranges) {
    trusted = ranges.stream().map(AddressRange::of).toList();
  }

  /**
   * Returns the last address on the way that is not a trusted proxy.
   *
   * @param peer the address at the other end of the connection
   * @param forwardedFor the header as it came, null if none
   */
  public String of(String peer, @Nullable String forwardedFor) {
    if (forwardedFor == null || !isTrusted(peer)) {
      return peer;
    }
    var hops = forwardedFor.split(",", -1);
    var address = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      var hop = hops[i].strip();
      if (!AddressRange.isAddress(hop)) {
        return address;
      }
      address = hop;
      if (!isTrusted(hop)) {
        return hop;
      }
    }
    return address;
  }

  private boolean isTrusted(String text) {
    return trusted.stream().anyMatch(range -> range.contains(text));
  }
}
