package io.openges.usecase.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driving.credential.KeepCredential;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Keeps in the audit that a credential was set or removed, never which. Safe for use by many
 * threads at once.
 *
 * @param <T> the credential
 */
public final class AuditedCredential<T> implements KeepCredential<T> {

  private final String object;
  private final KeepCredential<T> target;
  private final AuditLog audit;
  private final InstantSource time;

  /**
   * Makes the decorator.
   *
   * @param purpose what the credential is for, as in the path that sets it
   */
  public AuditedCredential(
      String purpose, KeepCredential<T> target, AuditLog audit, InstantSource time) {
    this.object = "credentials:" + purpose;
    this.target = requireNonNull(target, "target");
    this.audit = requireNonNull(audit, "audit");
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Optional<Instant> put(TenantId tenant, T credential) {
    var at = target.put(tenant, credential);
    if (at.isPresent()) {
      keep(tenant, Action.SET_CREDENTIALS);
    }
    return at;
  }

  @Override
  public Optional<T> find(TenantId tenant) {
    return target.find(tenant);
  }

  @Override
  public Optional<Standing<T>> standing(TenantId tenant) {
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
    audit.append(new AuditEntry(tenant, now, AuditEntry.INTERNAL, action, object, null));
  }
}
