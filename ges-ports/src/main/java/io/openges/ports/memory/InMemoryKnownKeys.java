package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.KnownKeys;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys in memory. Safe for use by many threads at once. */
public final class InMemoryKnownKeys implements KnownKeys {

  private final Map<String, Confirmed> keys = new ConcurrentHashMap<>();

  @Override
  public void remember(String hash, TenantId tenant, Instant now) {
    keys.merge(
        hash,
        new Confirmed(tenant, now),
        (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh);
  }

  @Override
  public void forget(String hash) {
    keys.remove(hash);
  }

  @Override
  public Optional<TenantId> find(String hash, Instant now) {
    return Optional.ofNullable(keys.get(hash))
        .filter(known -> known.countsAt(now))
        .map(Confirmed::tenant);
  }

  @Override
  public boolean knows(TenantId tenant, Instant now) {
    return keys.values().stream()
        .anyMatch(known -> known.tenant().equals(tenant) && known.countsAt(now));
  }

  private record Confirmed(TenantId tenant, Instant at) {

    private boolean countsAt(Instant now) {
      return now.isBefore(at.plus(LIFE));
    }
  }
}
