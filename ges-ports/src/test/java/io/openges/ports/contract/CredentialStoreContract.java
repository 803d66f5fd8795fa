package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.credential.CredentialStore.Kept;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link CredentialStore} does; one subclass for each implementation. */
@Timeout(120)
public abstract class CredentialStoreContract {

  private static final Instant AT = Instant.parse("2031-03-04T05:06:07.089Z");

  private final TenantId tenant = Callbacks.anyTenant();
  private final CredentialName login = new CredentialName(tenant, "gws", "login");

  /** Returns what is under test. */
  protected abstract CredentialStore store();

  @Test
  void whatIsKeptIsFoundAsItIs() {
    var kept = new Kept("x".repeat(100_000), AT);
    store().put(login, kept);

    assertThat(store().find(login)).contains(kept);
  }

  @Test
  void theLastOneCountsWhateverTheClockSays() {
    store().put(login, new Kept("1", AT));
    var last = new Kept("2", AT.minusSeconds(1));
    store().put(login, last);

    assertThat(store().find(login)).contains(last);
  }

  @Test
  void tenantsPurposesAndNamesAreKeptApart() {
    store().put(login, new Kept("1", AT));

    assertThat(store().find(new CredentialName(Callbacks.anyTenant(), "gws", "login")))
        .isEmpty();
    assertThat(store().find(new CredentialName(tenant, "push", "login"))).isEmpty();
    assertThat(store().find(new CredentialName(tenant, "gws", "Login"))).isEmpty();
  }

  @Test
  void namesAreListedInOrder() {
    for (var name : new String[] {"b", "a", "B", "-", "1"}) {
      store().put(new CredentialName(tenant, "push", name), new Kept(name, AT));
    }
    store().put(login, new Kept("x", AT));
    store().put(new CredentialName(Callbacks.anyTenant(), "push", "c"), new Kept("x", AT));

    assertThat(store().list(tenant, "push"))
        .extracting(CredentialName::name)
        .containsExactly("-", "1", "B", "a", "b");
    assertThat(store().list(tenant, "none")).isEmpty();
  }

  @Test
  void whatIsRemovedIsGone() {
    var other = new CredentialName(tenant, "gws", "other");
    store().put(login, new Kept("1", AT));
    store().put(other, new Kept("2", AT));

    assertThat(store().remove(login)).isTrue();
    assertThat(store().remove(login)).isFalse();

    assertThat(store().find(login)).isEmpty();
    assertThat(store().find(other)).isPresent();
  }
}
