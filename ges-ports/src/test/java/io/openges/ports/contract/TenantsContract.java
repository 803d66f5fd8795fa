package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.testing.Callbacks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Tenants} does; one subclass for each implementation. */
@Timeout(120)
public abstract class TenantsContract {

  private final TenantId one = Callbacks.anyTenant();
  private final TenantId other = Callbacks.anyTenant();

  /** Returns what is under test, knowing exactly the tenants with these API keys. */
  protected abstract Tenants tenants(Map<String, TenantId> byApiKey);

  @Test
  void aKeyBelongsToItsTenant() {
    var tenants = tenants(Map.of("key-1", one, "key-2", other, "key-3", one));

    assertThat(tenants.byApiKey("key-1")).contains(one);
    assertThat(tenants.byApiKey("key-2")).contains(other);
    assertThat(tenants.byApiKey("key-3")).contains(one);
  }

  @Test
  void otherTextsAreNobodysKeys() {
    var tenants = tenants(Map.of("key-1", one));

    for (var text : new String[] {"", "key", "KEY-1", "key-1 ", " key-1", "key-11", "é😀"}) {
      assertThat(tenants.byApiKey(text)).as("'%s'", text).isEmpty();
    }
  }

  @Test
  void allTenantsAreKnown() {
    assertThat(tenants(Map.of("key-1", one, "key-2", other, "key-3", one)).all())
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  void aTenantIsKnownByItsId() {
    var tenants = tenants(Map.of("key-1", one));

    assertThat(tenants.knows(one)).isTrue();
    assertThat(tenants.knows(other)).isFalse();
  }

  @Test
  void thereMayBeNone() {
    var tenants = tenants(Map.of());

    assertThat(tenants.all()).isEmpty();
    assertThat(tenants.byApiKey("key-1")).isEmpty();
  }
}
