package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.Tenants;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fixed list of tenants. Immutable and thread-safe. */
public final class InMemoryTenants implements Tenants {

  private final Map<String, TenantId> tenants;

  /**
   * Makes the list.
   *
   * @param tenantsByApiKey whose the API keys are; a tenant may have several
   */
  public InMemoryTenants(Map<String, TenantId> tenantsByApiKey) {
    this.tenants = Map.copyOf(tenantsByApiKey);
  }

  @Override
  public Optional<TenantId> byApiKey(String apiKey) {
    return Optional.ofNullable(tenants.get(apiKey));
  }

  @Override
  public Set<TenantId> all() {
    return Set.copyOf(tenants.values());
  }
}
