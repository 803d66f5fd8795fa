package io.openges.app.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.config.Secret;
import io.openges.app.config.SecretKeys;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.KeyedHashContract;
import io.openges.ports.driven.audit.KeyedHash;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HmacHashTest extends KeyedHashContract {

  private static final TenantId TENANT = new TenantId(new UUID(0, 1));

  private final HmacHash hash = new HmacHash(new SecretKeys(List.of(key(1))));

  @Override
  protected KeyedHash hash() {
    return hash;
  }

  @Test
  void anotherKeyHashesOtherwiseAndOldOnesAreOfNoMatter() {
    var one = hash.of(TENANT, "1");

    assertThat(new HmacHash(new SecretKeys(List.of(key(2), key(1)))).of(TENANT, "1"))
        .isNotEqualTo(one);
    assertThat(new HmacHash(new SecretKeys(List.of(key(1), key(2)))).of(TENANT, "1"))
        .isEqualTo(one)
        .hasValueSatisfying(text -> assertThat(text).matches("[0-9a-f]{32}"));
  }

  @Test
  void withoutAKeyThereIsNone() {
    assertThat(new HmacHash(SecretKeys.NONE).of(TENANT, "1")).isEmpty();
  }

  private static Secret key(int first) {
    var bytes = new byte[SecretKeys.BYTES];
    bytes[0] = (byte) first;
    return new Secret(Base64.getEncoder().encodeToString(bytes));
  }
}
