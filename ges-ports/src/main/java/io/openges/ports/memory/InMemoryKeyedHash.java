package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.KeyedHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers what it is given instead of hashing it; the key is its memory. Safe for use by many
 * threads at once.
 */
public final class InMemoryKeyedHash implements KeyedHash {

  private final Map<String, Integer> known = new HashMap<>();

  /** Makes one that knows nothing yet. */
  public InMemoryKeyedHash() {}

  @Override
  public synchronized Optional<String> of(TenantId tenant, String text) {
    int next = known.size() + 1;
    return Optional.of("h" + known.computeIfAbsent(tenant + "/" + text, unknown -> next));
  }
}
