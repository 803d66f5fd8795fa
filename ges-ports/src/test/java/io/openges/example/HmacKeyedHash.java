package io.openges.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.KeyedHash;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An adapter of somebody's own, as docs/embedding.md shows it. */
// tag::adapter[]
final class HmacKeyedHash implements KeyedHash {

  private final SecretKeySpec key;

  HmacKeyedHash(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  @Override
  public Optional<String> of(TenantId tenant, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      var hash = mac.doFinal((tenant + "/" + text).getBytes(UTF_8));
      return Optional.of(HexFormat.of().formatHex(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
// end::adapter[]
