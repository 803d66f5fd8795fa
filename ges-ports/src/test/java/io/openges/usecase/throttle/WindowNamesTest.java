package io.openges.usecase.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.memory.InMemoryKeyedHash;
import io.openges.ports.testing.Callbacks;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowNamesTest {

  private static final List<String> PARTS = List.of("VQ", "16502534711");

  private final TenantId tenant = Callbacks.anyTenant();
  private final WindowNames names = new WindowNames(new InMemoryKeyedHash());

  @Test
  void onlyTheSamePartsInTheSameOrderShareAName() {
    assertThat(names.of(tenant, PARTS)).isEqualTo(names.of(tenant, PARTS));

    assertThat(List.of(
            names.of(tenant, PARTS),
            names.of(Callbacks.anyTenant(), PARTS),
            names.of(tenant, List.of("16502534711", "VQ")),
            names.of(tenant, List.of("VQ1", "6502534711")),
            names.of(tenant, List.of("VQ16502534711"))))
        .doesNotHaveDuplicates();
  }

  /** The acceptance test of erasure looks for this name, and must not find it. */
  @Test
  void withoutAKeyItIsAPlainDigest() {
    var plain = new WindowNames(KeyedHash.NONE);

    assertThat(plain.of(tenant, PARTS)).isEqualTo("245bdde9690a2c1cd212685b7815f2f8");
    assertThat(names.of(tenant, PARTS)).doesNotContain("245bdde9690a2c1c");
  }
}
