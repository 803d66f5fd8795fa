package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.app.config.Secret;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.TenantOrigins;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.memory.InMemoryTenants;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tenants and keys that an operator lists. */
final class ApiKeysModule extends AbstractModule {

  private final Map<Secret, TenantId> apiKeys;

  ApiKeysModule(Map<Secret, TenantId> apiKeys) {
    this.apiKeys = Map.copyOf(apiKeys);
  }

  // Browsers of other origins are for those whom Environment tells of.
  @Override
  protected void configure() {
    bind(TenantOrigins.class).toInstance(tenant -> Set.of());
  }

  @Provides
  @Singleton
  Tenants tenants() {
    Map<String, TenantId> byKey = new HashMap<>();
    apiKeys.forEach((key, tenant) -> byKey.put(key.value(), tenant));
    return new InMemoryTenants(byKey);
  }
}
