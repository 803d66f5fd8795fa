package io.openges.usecase.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Short names that say nothing of what they stand for. Pure functions; thread-safe. */
final class Digest {

  private static final int BYTES = 16;

  private Digest() {}

  static String of(String... parts) {
    return of(List.of(parts));
  }

  /** Returns a name that only the same parts in the same order have. */
  static String of(List<String> parts) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        var bytes = part.getBytes(UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha256.update(bytes);
      }
      return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
