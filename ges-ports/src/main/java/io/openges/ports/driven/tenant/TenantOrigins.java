package io.openges.ports.driven.tenant;

import io.openges.domain.tenant.TenantId;
import java.util.Set;

/**
 * Driven port: from which web pages a tenant's customers may be served (specification 2.13). Safe
 * for use by many threads at once. Every implementation passes {@code TenantOriginsContract}.
 */
public interface TenantOrigins {

  /**
   * Returns the origins that a tenant allows, none for one that nobody knows.
   *
   * @return origins as browsers send them, such as {@code https://www.example.com:8443}
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  Set<String> of(TenantId tenant);
}
