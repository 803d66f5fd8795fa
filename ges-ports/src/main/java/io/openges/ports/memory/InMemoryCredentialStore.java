package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.credential.CredentialStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sealed secrets in memory. Safe for use by many threads at once. */
public final class InMemoryCredentialStore implements CredentialStore {

  private final Map<CredentialName, Kept> all = new ConcurrentHashMap<>();

  @Override
  public void put(CredentialName name, Kept kept) {
    all.put(name, kept);
  }

  @Override
  public Optional<Kept> find(CredentialName name) {
    return Optional.ofNullable(all.get(name));
  }

  @Override
  public List<CredentialName> list(TenantId tenant, String purpose) {
    return all.keySet().stream()
        .filter(name -> name.tenant().equals(tenant) && name.purpose().equals(purpose))
        .sorted(Comparator.comparing(CredentialName::name))
        .toList();
  }

  @Override
  public boolean remove(CredentialName name) {
    return all.remove(name) != null;
  }
}
