package io.openges.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that is encrypted in the way Genesys installations do: AES-128-ECB with PKCS5 padding,
 * written in base64 or in hexadecimal (specification 20). Thread-safe.
 */
final class SealedSecret {

  private static final int KEY_BYTES = 16;

  private SealedSecret() {}

  /**
   * Returns the secret, empty if it cannot be decrypted. The key is the password's own bytes if
   * they are 16, else, or if that does not help, their MD5.
   */
  static Optional<Secret> open(String sealed, Secret password) {
    for (var bytes : readings(sealed.strip())) {
      for (var key : keys(password.value().getBytes(UTF_8))) {
        var opened = decrypt(bytes, key);
        if (opened.isPresent()) {
          return opened.map(Secret::new);
        }
      }
    }
    return Optional.empty();
  }

  /** Most hexadecimal texts could be base64, too, but hardly decrypt then. */
  private static List<byte[]> readings(String sealed) {
    List<byte[]> readings = new ArrayList<>();
    try {
      readings.add(HexFormat.of().parseHex(sealed));
    } catch (IllegalArgumentException notHexadecimal) {
      // Then it is base64.
    }
    try {
      readings.add(Base64.getDecoder().decode(sealed));
    } catch (IllegalArgumentException notBase64) {
      // Then it is hexadecimal, or nothing.
    }
    return readings;
  }

  private static List<byte[]> keys(byte[] password) {
    try {
      var digest = MessageDigest.getInstance("MD5").digest(password);
      return password.length == KEY_BYTES ? List.of(password, digest) : List.of(digest);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }

  // The form is given by the installations whose secrets are to be read.
  @SuppressWarnings("InsecureCryptoUsage")
  private static Optional<String> decrypt(byte[] bytes, byte[] key) {
    try {
      var cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
      var text =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(cipher.doFinal(bytes))).toString();
      return Optional.of(text).filter(secret -> !secret.isBlank());
    } catch (GeneralSecurityException | CharacterCodingException wrong) {
      return Optional.empty();
    }
  }
}
