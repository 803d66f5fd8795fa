package io.openges.ports.driven.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Driven port: keeps sealed secrets; it never sees an open one. Every method is atomic, and a
 * change is in the audit exactly if it was made. After a
 * {@link io.openges.ports.driven.DependencyUnavailableException} nobody knows whether a change was
 * made; repeating it is harmless.
 *
 * <p>Safe for use by many threads at once, and by many processes. Every implementation passes
 * {@code CredentialStoreContract}.
 */
public interface CredentialStore {

  /** Keeps a secret in place of the one of that name, and {@code audit} with it. */
  void put(CredentialName name, Kept kept, AuditEntry audit);

  /** Returns the secret of that name. */
  Optional<Kept> find(CredentialName name);

  /** Returns the names a tenant has for a purpose, in the order of their letters' numbers. */
  List<CredentialName> list(TenantId tenant, String purpose);

  /** Drops a secret, and keeps {@code audit} if there was one; says whether there was. */
  boolean remove(CredentialName name, AuditEntry audit);

  /**
   * A sealed secret. Immutable and thread-safe.
   *
   * @param sealed what {@link Sealing} made of it, at most 100,000 characters
   * @param setAt when it was set, to the millisecond
   */
  record Kept(String sealed, Instant setAt) {

    /** Checks that there are both. */
    public Kept {
      requireNonNull(sealed, "sealed");
      requireNonNull(setAt, "setAt");
    }
  }
}
