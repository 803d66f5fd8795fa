package io.openges.app.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The keys that seal what tenants entrust to GES. Immutable and thread-safe.
 *
 * @param keys each 32 bytes in base64; the first seals, all open; none if nothing can be kept
 */
public record SecretKeys(List<Secret> keys) {

  /** The variable that holds them. */
  public static final String NAME = "GES_SECRET_KEY";

  /** How many bytes a key has. */
  public static final int BYTES = 32;

  /** No key. */
  public static final SecretKeys NONE = new SecretKeys(List.of());

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if one is no such key
   */
  public SecretKeys {
    keys = List.copyOf(keys);
    for (var key : keys) {
      if (decode(key).length != BYTES) {
        throw new IllegalArgumentException("a key needs " + BYTES + " bytes");
      }
    }
  }

  static SecretKeys read(Values values) {
    var text = values.secret(NAME);
    if (text == null) {
      return NONE;
    }
    var keys = new ArrayList<Secret>();
    for (var part : text.value().split(",", -1)) {
      keys.add(new Secret(part.strip()));
    }
    try {
      return new SecretKeys(keys);
    } catch (IllegalArgumentException wrong) {
      // The value is not shown, for it is a key.
      values.error(NAME, "must be 32 bytes in base64, or several separated by commas");
      return NONE;
    }
  }

  /** Says whether there is no key. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Returns the keys' bytes, in their order. */
  public List<byte[]> bytes() {
    return keys.stream().map(SecretKeys::decode).toList();
  }

  private static byte[] decode(Secret key) {
    return Base64.getDecoder().decode(key.value());
  }
}
