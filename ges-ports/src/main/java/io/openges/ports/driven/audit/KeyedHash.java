package io.openges.ports.driven.audit;

import io.openges.domain.tenant.TenantId;
import java.util.Optional;

/**
 * Driven port: names something personal so that only who knows it, and the installation's key, can
 * find it again (specification 6.9). Pure computation. Safe for use by many threads at once.
 */
@FunctionalInterface
public interface KeyedHash {

  /** Knows no key. */
  KeyedHash NONE = (tenant, text) -> Optional.empty();

  /**
   * Returns a hash under the installation's key, printable ASCII, the same for the same tenant and
   * text as long as the key stays; empty if there is no key.
   */
  Optional<String> of(TenantId tenant, String text);
}
