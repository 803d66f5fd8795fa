package io.openges.app.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.app.config.SecretKeys;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.KeyedHash;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first 128 bits of HMAC-SHA-256 under the installation's newest key, in hexadecimal digits
 * (specification 6.9). Safe for use by many threads at once.
 */
public final class HmacHash implements KeyedHash {

  private static final String MAC = "HmacSHA256";
  private static final int BYTES = 16;

  /** Named for its first use; what the key seals elsewhere never looks like this. */
  private static final String PURPOSE = "audit/";

  private final SecretKeys keys;

  /**
   * Makes it.
   *
   * @param keys the first hashes; none if nothing can be hashed
   */
  public HmacHash(SecretKeys keys) {
    this.keys = keys;
  }

  @Override
  public Optional<String> of(TenantId tenant, String text) {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(keys.bytes().get(0), MAC));
      var hash = mac.doFinal((PURPOSE + tenant + "/" + text).getBytes(UTF_8));
      return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }
}
