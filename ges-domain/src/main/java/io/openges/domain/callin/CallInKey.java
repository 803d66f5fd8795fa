package io.openges.domain.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.util.UUID;

/**
 * Names a call-in request among those of all tenants. Immutable and thread-safe.
 *
 * @param tenant whose request it is
 * @param id its id
 */
public record CallInKey(TenantId tenant, UUID id) {

  /** Checks that both parts are there. */
  public CallInKey {
    requireNonNull(tenant, "tenant");
    requireNonNull(id, "id");
  }
}
