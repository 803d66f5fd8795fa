package io.openges.app.neighbours.gws;

import io.openges.adapter.gws.environment.EnvironmentTenants;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.TenantsContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.tenant.Tenants;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of tenants, through HTTP. */
class SimulatedEnvironmentIT extends TenantsContract {

  private @Nullable SimulatedGws services;

  @AfterEach
  void stop() {
    if (services != null) {
      services.close();
    }
  }

  @Override
  protected Tenants tenants(Map<String, TenantId> byApiKey) {
    Map<TenantId, Set<String>> keys = new HashMap<>();
    byApiKey.forEach(
        (key, tenant) -> keys.computeIfAbsent(tenant, one -> new HashSet<>()).add(key));
    List<ContactCenter> centers = keys.entrySet().stream()
        .map(one -> new ContactCenter(one.getKey().toString(), one.getValue(), Set.of()))
        .toList();
    var started =
        SimulatedGws.start(new GwsOptions(Clients.SELF, false, centers, List.of(), object -> 0));
    services = started;
    var clients = new Clients(started);
    return new EnvironmentTenants(
        clients.service(Dependency.GWS_ENVIRONMENT), clients.token(), System::nanoTime);
  }
}
