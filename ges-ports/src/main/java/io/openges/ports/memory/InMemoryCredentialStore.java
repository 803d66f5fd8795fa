package io.openges.ports.memory;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sealed secrets in memory. Safe for use by many threads at once. */
public final class InMemoryCredentialStore implements CredentialStore {

  private final Map<CredentialName, Kept> all = new HashMap<>();
  private final AuditLog audit;

  /** Makes an empty store with an audit of its own. */
  public InMemoryCredentialStore() {
    this(new InMemoryAuditLog());
  }

  /** Makes an empty store that keeps in {@code audit} who changed what. */
  public InMemoryCredentialStore(AuditLog audit) {
    this.audit = requireNonNull(audit, "audit");
  }

  // the entry goes first: if it is refused, nothing has changed
  @Override
  public synchronized void put(CredentialName name, Kept kept, AuditEntry entry) {
    audit.append(entry);
    all.put(name, kept);
  }

  @Override
  public synchronized Optional<Kept> find(CredentialName name) {
    return Optional.ofNullable(all.get(name));
  }

  @Override
  public synchronized List<CredentialName> list(TenantId tenant, String purpose) {
    return all.keySet().stream()
        .filter(name -> name.tenant().equals(tenant) && name.purpose().equals(purpose))
        .sorted(Comparator.comparing(CredentialName::name))
        .toList();
  }

  @Override
  public synchronized boolean remove(CredentialName name, AuditEntry entry) {
    if (!all.containsKey(name)) {
      return false;
    }
    audit.append(entry);
    all.remove(name);
    return true;
  }
}
