package io.openges.ports.memory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.HeardTenants;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What was heard of tenants, in memory. Safe for use by many threads at once. */
public final class InMemoryHeardTenants implements HeardTenants {

  private final Map<TenantId, Heard> all = new HashMap<>();

  /** Makes it, knowing nothing yet. */
  public InMemoryHeardTenants() {}

  @Override
  public synchronized void remember(Map<TenantId, Heard> heard, Instant now) {
    heard.forEach((tenant, one) ->
        all.merge(tenant, one, (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh));
  }

  @Override
  public synchronized boolean knows(TenantId tenant, Instant now) {
    var one = all.get(tenant);
    return one != null && one.countsAt(now);
  }

  @Override
  public synchronized Map<TenantId, Heard> recall(Instant now) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().countsAt(now))
        .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
