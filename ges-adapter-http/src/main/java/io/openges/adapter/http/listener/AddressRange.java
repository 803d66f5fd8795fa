package io.openges.adapter.http.listener;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address, or a range of them such as {@code 10.0.0.0/8}. Immutable and thread-safe. */
public final class AddressRange {

  /** Only what can be an address: a name would be asked of the DNS. */
  private static final Pattern ADDRESS =
      Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}|(?=[^:]*:)[0-9a-fA-F:.]{2,45}");

  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  private final int bytes;
  private final int bits;
  private final BigInteger prefix;

  private AddressRange(byte[] address, int bits) {
    this.bytes = address.length;
    this.bits = bits;
    this.prefix = prefix(address, bits);
  }

  /**
   * Reads an address, or a range.
   *
   * @throws IllegalArgumentException if {@code text} is neither
   */
  public static AddressRange of(String text) {
    var parts = text.strip().split("/", 2);
    var address = address(parts[0]).map(InetAddress::getAddress).orElse(new byte[0]);
    boolean isRange = parts.length == 2;
    int bits = !isRange
        ? address.length * 8
        : BITS.matcher(parts[1]).matches() ? Integer.parseInt(parts[1]) : -1;
    if (address.length == 0 || bits < 0 || bits > address.length * 8) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    return new AddressRange(address, bits);
  }

  /** Says whether {@code text} is an IP address of this range; a name never is. */
  public boolean contains(String text) {
    return address(text)
        .map(InetAddress::getAddress)
        .filter(address -> address.length == bytes && prefix(address, bits).equals(prefix))
        .isPresent();
  }

  /** Says whether {@code text} is an IP address. */
  static boolean isAddress(String text) {
    return address(text).isPresent();
  }

  /** Says whether {@code text} has the form of an address, so that no DNS is asked for it. */
  static boolean canBeAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  private static Optional<InetAddress> address(String text) {
    if (!canBeAddress(text)) {
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
}
