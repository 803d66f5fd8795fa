package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.app.config.Secret;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.memory.InMemoryTenants;
import java.util.HashMap;
import java.util.Map;

/** Tenants and keys that an operator lists. */
final class ApiKeysModule extends AbstractModule {

  private final Map<Secret, TenantId> apiKeys;

  ApiKeysModule(Map<Secret, TenantId> apiKeys) {
    this.apiKeys = Map.copyOf(apiKeys);
  }

  @Provides
  @Singleton
  Tenants tenants() {
    Map<String, TenantId> byKey = new HashMap<>();
    apiKeys.forEach((key, tenant) -> byKey.put(key.value(), tenant));
    return new InMemoryTenants(byKey);
  }
}
