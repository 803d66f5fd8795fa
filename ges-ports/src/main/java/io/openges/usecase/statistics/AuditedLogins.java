package io.openges.usecase.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driving.statistics.RegisterLogin;
import io.openges.usecase.credential.CredentialAudit;
import java.util.Optional;

/** Keeps in the audit that a login was set or removed, never which. */
public final class AuditedLogins implements RegisterLogin {

  private final RegisterLogin target;
  private final CredentialAudit audit;

  /** Makes the decorator. */
  public AuditedLogins(RegisterLogin target, CredentialAudit audit) {
    this.target = requireNonNull(target, "target");
    this.audit = requireNonNull(audit, "audit");
  }

  @Override
  public Outcome register(TenantId tenant, Statistics.Login login) {
    var outcome = target.register(tenant, login);
    if (outcome instanceof Registered) {
      audit.set(tenant);
    }
    return outcome;
  }

  @Override
  public Optional<Registered> standing(TenantId tenant) {
    return target.standing(tenant);
  }

  @Override
  public boolean remove(TenantId tenant) {
    boolean removed = target.remove(tenant);
    if (removed) {
      audit.removed(tenant);
    }
    return removed;
  }
}
