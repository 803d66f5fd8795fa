package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.TenantOriginsContract;
import io.openges.ports.driven.tenant.TenantOrigins;
import java.util.Set;

class InMemoryTenantOriginsTest extends TenantOriginsContract {

  private final InMemoryTenantOrigins origins = new InMemoryTenantOrigins();

  @Override
  protected TenantOrigins origins() {
    return origins;
  }

  @Override
  protected void set(TenantId tenant, Set<String> allowed) {
    origins.set(tenant, allowed);
  }

  @Override
  protected void silence(TenantId tenant) {
    origins.answer(tenant, false);
  }
}
