package io.openges.usecase.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * The SHA-256 of an API key: enough to recognise the key, not to use it. Immutable and thread-safe.
 */
record KeyHash(long a, long b, long c, long d) {

  /** Returns the hash as 64 hexadecimal digits. */
  String hex() {
    return String.format(Locale.ROOT, "%016x%016x%016x%016x", a, b, c, d);
  }

  static KeyHash of(String apiKey) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(UTF_8));
      var words = ByteBuffer.wrap(digest);
      return new KeyHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
