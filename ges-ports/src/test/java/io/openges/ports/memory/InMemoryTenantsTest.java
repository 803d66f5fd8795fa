package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.TenantsContract;
import io.openges.ports.driven.tenant.Tenants;
import java.util.Map;

class InMemoryTenantsTest extends TenantsContract {

  @Override
  protected Tenants tenants(Map<String, TenantId> byApiKey) {
    return new InMemoryTenants(byApiKey);
  }
}
