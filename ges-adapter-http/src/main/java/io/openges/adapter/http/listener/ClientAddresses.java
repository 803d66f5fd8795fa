package io.openges.adapter.http.listener;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

  /** Only what can be an address: a name would be asked of the DNS. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

  private final List<Range> trusted;

  /**
   * Trusts the proxies of {@code ranges}.
   *
   * @param ranges addresses, or ranges such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException if one is neither
   */
  public ClientAddresses(List<String> ranges) {
    trusted = ranges.stream().map(ClientAddresses::range).toList();
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
      if (address(hop).isEmpty()) {
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
    var address = address(text);
    return address.isPresent()
        && trusted.stream().anyMatch(range -> range.contains(address.get().getAddress()));
  }

  private static Range range(String text) {
    var parts = text.strip().split("/", 2);
    var address = address(parts[0])
        .orElseThrow(() -> new IllegalArgumentException("not an address range: " + text))
        .getAddress();
    int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > address.length * 8) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    return new Range(address.length, bits, prefix(address, bits));
  }

  private static Optional<InetAddress> address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException notOne) {
      return Optional.empty();
    }
  }

  private static BigInteger prefix(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
  }

  private record Range(int bytes, int bits, BigInteger prefix) {

    boolean contains(byte[] address) {
      return address.length == bytes && ClientAddresses.prefix(address, bits).equals(prefix);
    }
  }
}
