package io.openges.usecase.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.credential.KeepCredential;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps in the audit that a credential was set or removed, never which. Safe for use by many
 * threads at once.
 *
 * @param <T> the credential
 */
public final class AuditedCredential<T> implements KeepCredential<T> {

  private final KeepCredential<T> target;
  private final CredentialAudit audit;

  /** Makes the decorator. */
  public AuditedCredential(KeepCredential<T> target, CredentialAudit audit) {
    this.target = requireNonNull(target, "target");
    this.audit = requireNonNull(audit, "audit");
  }

  @Override
  public Optional<Instant> put(TenantId tenant, T credential) {
    var at = target.put(tenant, credential);
    if (at.isPresent()) {
      audit.set(tenant);
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
      audit.removed(tenant);
    }
    return removed;
  }
}
