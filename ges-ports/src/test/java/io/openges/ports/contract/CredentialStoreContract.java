package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.credential.CredentialStore.Kept;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import java.util.List;
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

  /** Returns where the store under test keeps who changed what. */
  protected abstract AuditLog audit();

  @Test
  void whatIsKeptIsFoundAsItIs() {
    var kept = new Kept("x".repeat(100_000), AT);
    put(login, kept);

    assertThat(store().find(login)).contains(kept);
  }

  @Test
  void theLastOneCountsWhateverTheClockSays() {
    put(login, new Kept("1", AT));
    var last = new Kept("2", AT.minusSeconds(1));
    put(login, last);

    assertThat(store().find(login)).contains(last);
  }

  @Test
  void tenantsPurposesAndNamesAreKeptApart() {
    put(login, new Kept("1", AT));

    assertThat(store().find(new CredentialName(Callbacks.anyTenant(), "gws", "login")))
        .isEmpty();
    assertThat(store().find(new CredentialName(tenant, "push", "login"))).isEmpty();
    assertThat(store().find(new CredentialName(tenant, "gws", "Login"))).isEmpty();
  }

  @Test
  void namesAreListedInOrder() {
    for (var name : new String[] {"b", "a", "B", "-", "1"}) {
      put(new CredentialName(tenant, "push", name), new Kept(name, AT));
    }
    put(login, new Kept("x", AT));
    put(new CredentialName(Callbacks.anyTenant(), "push", "c"), new Kept("x", AT));

    assertThat(store().list(tenant, "push"))
        .extracting(CredentialName::name)
        .containsExactly("-", "1", "B", "a", "b");
    assertThat(store().list(tenant, "none")).isEmpty();
  }

  @Test
  void whatIsRemovedIsGone() {
    var other = new CredentialName(tenant, "gws", "other");
    put(login, new Kept("1", AT));
    put(other, new Kept("2", AT));

    assertThat(store().remove(login, entry(Action.REMOVE_CREDENTIALS))).isTrue();
    assertThat(store().remove(login, entry(Action.REMOVE_CREDENTIALS))).isFalse();

    assertThat(store().find(login)).isEmpty();
    assertThat(store().find(other)).isPresent();
  }

  @Test
  void everyChangeIsInTheAudit() {
    put(login, new Kept("1", AT));
    put(login, new Kept("2", AT));
    store().remove(login, entry(Action.REMOVE_CREDENTIALS));

    assertThat(entries())
        .containsExactly(
            entry(Action.REMOVE_CREDENTIALS),
            entry(Action.SET_CREDENTIALS),
            entry(Action.SET_CREDENTIALS));
  }

  @Test
  void whatChangesNothingIsNotInTheAudit() {
    assertThat(store().remove(login, entry(Action.REMOVE_CREDENTIALS))).isFalse();

    assertThat(entries()).isEmpty();
  }

  private void put(CredentialName name, Kept kept) {
    store().put(name, kept, entry(Action.SET_CREDENTIALS));
  }

  private AuditEntry entry(Action action) {
    return new AuditEntry(tenant, AT, "ada", action, "credentials:gws", null);
  }

  private List<AuditEntry> entries() {
    var page = new AuditLog.Page(10, null);
    return audit().list(new AuditLog.Filter(tenant, null, null, null, null, page)).stream()
        .map(AuditLog.Kept::entry)
        .toList();
  }
}
