package io.openges.ports.driven.tenant;

import io.openges.domain.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * Driven port: which tenants there are and whose an API key is. Safe for use by many threads at
 * once. Every implementation passes {@code TenantsContract}.
 */
public interface Tenants {

  /**
   * Returns whose key it is, empty if it is nobody's.
   *
   * @param apiKey as the caller sent it; a secret, never logged
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  Optional<TenantId> byApiKey(String apiKey);

  /**
   * Returns all known tenants.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  Set<TenantId> all();

  /**
   * Says whether there is such a tenant.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  default boolean knows(TenantId tenant) {
    return all().contains(tenant);
  }
}
