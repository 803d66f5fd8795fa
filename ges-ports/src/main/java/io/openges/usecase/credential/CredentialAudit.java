package io.openges.usecase.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Keeps in the audit that credentials for one purpose were set or removed, never which. Entries are
 * written after the change and not with it. Safe for use by many threads at once.
 *
 * @param purpose what the credentials are for, as in the path that sets them
 * @param log where the entries go
 * @param time the clock
 */
public record CredentialAudit(String purpose, AuditLog log, InstantSource time) {

  /** Checks that everything is there. */
  public CredentialAudit {
    requireNonNull(purpose, "purpose");
    requireNonNull(log, "log");
    requireNonNull(time, "time");
  }

  /**
   * Notes that a tenant's credentials were set.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the log gave no answer
   */
  public void set(TenantId tenant) {
    keep(tenant, Action.SET_CREDENTIALS);
  }

  /**
   * Notes that a tenant's credentials were removed.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the log gave no answer
   */
  public void removed(TenantId tenant) {
    keep(tenant, Action.REMOVE_CREDENTIALS);
  }

  private void keep(TenantId tenant, Action action) {
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    var object = "credentials:" + purpose;
    log.append(new AuditEntry(tenant, now, AuditEntry.INTERNAL, action, object, null));
  }
}
