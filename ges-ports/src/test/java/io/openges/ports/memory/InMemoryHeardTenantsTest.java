package io.openges.ports.memory;

import io.openges.ports.contract.HeardTenantsContract;
import io.openges.ports.driven.tenant.HeardTenants;

class InMemoryHeardTenantsTest extends HeardTenantsContract {

  private final InMemoryHeardTenants tenants = new InMemoryHeardTenants();

  @Override
  protected HeardTenants tenants() {
    return tenants;
  }
}
