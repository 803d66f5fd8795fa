package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.testing.Callbacks;
import org.junit.jupiter.api.Test;

/** What every {@link KeyedHash} with a key does; one subclass for each implementation. */
public abstract class KeyedHashContract {

  private static final String NUMBER = "33123456789";

  private final TenantId tenant = Callbacks.anyTenant();

  /** Returns what is under test, always the same. */
  protected abstract KeyedHash hash();

  @Test
  void theSameTextHasTheSameHash() {
    var first = hash().of(tenant, NUMBER).orElseThrow();

    assertThat(hash().of(tenant, NUMBER)).contains(first);
    assertThat(first).matches("[!-~]{1,100}").doesNotContain(NUMBER);
  }

  @Test
  void otherTextsAndTenantsHaveOthers() {
    var one = hash().of(tenant, NUMBER);

    assertThat(hash().of(tenant, "33123456780")).isNotEqualTo(one);
    assertThat(hash().of(Callbacks.anyTenant(), NUMBER)).isNotEqualTo(one);
  }
}
