package io.openges.app.wiring;

import io.openges.adapter.http.listener.AllowedOrigins;
import io.openges.domain.tenant.TenantId;
import io.openges.usecase.tenant.KnownOrigins;

/**
 * Lets the pages call that are known to be allowed. Safe for use by many threads at once.
 *
 * @param known knows them
 */
record PagesAllowed(KnownOrigins known) implements AllowedOrigins {

  @Override
  public boolean anyTenantAllows(String origin) {
    return known.anyTenantAllows(origin);
  }

  @Override
  public boolean allows(TenantId tenant, String origin) {
    return known.allows(tenant, origin);
  }
}
