package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.TenantOrigins;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Origins that somebody sets. Safe for use by many threads at once. */
public final class InMemoryTenantOrigins implements TenantOrigins {

  private final Map<TenantId, Set<String>> origins = new ConcurrentHashMap<>();
  private final Set<TenantId> silent = ConcurrentHashMap.newKeySet();

  /** Sets what a tenant allows. */
  public void set(TenantId tenant, Set<String> allowed) {
    origins.put(tenant, Set.copyOf(allowed));
  }

  /** Makes it answer for a tenant, or fail. */
  public void answer(TenantId tenant, boolean doesAnswer) {
    if (doesAnswer) {
      silent.remove(tenant);
    } else {
      silent.add(tenant);
    }
  }

  @Override
  public Set<String> of(TenantId tenant) {
    if (silent.contains(tenant)) {
      throw new DependencyUnavailableException(Dependency.GWS_ENVIRONMENT, "origins");
    }
    return origins.getOrDefault(tenant, Set.of());
  }
}
