package io.openges.app.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.app.config.SecretKeys;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256-GCM (specification 23): {@code 1.<key>.<nonce, text and tag in base64url>},
 * where 1 is the version of this form and {@code <key>} the first 8 hexadecimal digits of the key's
 * SHA-256. Both and the name are authenticated along. The first key seals, every key opens.
 *
 * <p>Safe for use by many threads at once.
 */
public final class AesGcmSealing implements Sealing {

  private static final String VERSION = "1";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_ID_BYTES = 4;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String newest;
  private final SecureRandom random = new SecureRandom();

  /**
   * Makes it.
   *
   * @param keys at least one
   * @throws IllegalArgumentException if there is none
   */
  public AesGcmSealing(SecretKeys keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key");
    }
    for (var bytes : keys.bytes()) {
      this.keys.put(id(bytes), new SecretKeySpec(bytes, "AES"));
    }
    newest = id(keys.bytes().get(0));
  }

  @Override
  public String seal(CredentialName name, String secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = run(Cipher.ENCRYPT_MODE, newest, nonce, name, secret.getBytes(UTF_8));
      var all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
      return VERSION + "." + newest + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + CIPHER, e);
    }
  }

  @Override
  public Optional<String> open(CredentialName name, String sealed) {
    var parts = sealed.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION) || !keys.containsKey(parts[1])) {
      return Optional.empty();
    }
    try {
      var all = Base64.getUrlDecoder().decode(parts[2]);
      if (all.length < NONCE_BYTES) {
        return Optional.empty();
      }
      var nonce = Arrays.copyOf(all, NONCE_BYTES);
      var text = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
      var opened = run(Cipher.DECRYPT_MODE, parts[1], nonce, name, text);
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(opened)).toString());
    } catch (IllegalArgumentException | GeneralSecurityException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private byte[] run(int mode, String key, byte[] nonce, CredentialName name, byte[] text)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, keys.get(key), new GCMParameterSpec(TAG_BITS, nonce));
    // No part can hold the separator, so no two names look the same.
    var along =
        String.join("/", VERSION, key, name.tenant().toString(), name.purpose(), name.name());
    cipher.updateAAD(along.getBytes(UTF_8));
    return cipher.doFinal(text);
  }

  private static String id(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, KEY_ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
