package io.openges.adapter.http.google;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Reads private keys of service accounts. Stateless. */
public final class ServiceAccountKey {

  private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
  private static final String TAIL = "-----END PRIVATE KEY-----";

  private ServiceAccountKey() {}

  /** Returns the RSA key that a PEM of PKCS #8 holds; empty if it holds none. */
  public static Optional<PrivateKey> parse(String pem) {
    // files in JSON are often copied with their line ends still escaped
    var text = pem.replace("\\n", "\n").strip();
    if (!text.startsWith(HEAD) || !text.endsWith(TAIL)) {
      return Optional.empty();
    }
    var base64 = text.substring(HEAD.length(), text.length() - TAIL.length()).replaceAll("\\s", "");
    try {
      var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      return Optional.of(KeyFactory.getInstance("RSA").generatePrivate(spec));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }
}
