package io.openges.usecase.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driving.statistics.RegisterLogin;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Keeps in the audit that a login was set or removed, never which. */
public final class AuditedLogins implements RegisterLogin {

  private final RegisterLogin target;
  private final AuditLog audit;
  private final InstantSource time;

  /** Makes the decorator. */
  public AuditedLogins(RegisterLogin target, AuditLog audit, InstantSource time) {
    this.target = requireNonNull(target, "target");
    this.audit = requireNonNull(audit, "audit");
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Outcome register(TenantId tenant, Statistics.Login login) {
    var outcome = target.register(tenant, login);
    if (outcome instanceof Registered) {
      keep(tenant, Action.SET_CREDENTIALS);
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
      keep(tenant, Action.REMOVE_CREDENTIALS);
    }
    return removed;
  }

  private void keep(TenantId tenant, Action action) {
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    audit.append(new AuditEntry(tenant, now, AuditEntry.INTERNAL, action, "credentials:gws", null));
  }
}
