package io.openges.app.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the passwords of the embedded servers. Thread-safe. */
final class Password {

  private static final int BYTES = 24;

  private Password() {}

  /** Returns a new password: 192 random bits as hexadecimal digits, safe in SQL and settings. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
