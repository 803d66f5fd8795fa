package io.openges.ports.memory;

import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.explain.RequestLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps refused requests as long as the process lives. Safe for use by many threads at once. */
public final class InMemoryRequestLog implements RequestLog {

  private final Map<Key, RefusedRequest> requests = new LinkedHashMap<>();

  /** Makes an empty log. */
  public InMemoryRequestLog() {}

  @Override
  public synchronized void add(List<RefusedRequest> added) {
    added.forEach(one -> requests.putIfAbsent(new Key(one.tenant(), one.corrId()), one));
  }

  @Override
  public synchronized Optional<RefusedRequest> find(TenantId tenant, UUID corrId) {
    return Optional.ofNullable(requests.get(new Key(tenant, corrId)));
  }

  @Override
  public synchronized int deleteBefore(Instant before, int limit) {
    var old = requests.entrySet().stream()
        .filter(entry -> entry.getValue().at().isBefore(before))
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
    old.forEach(requests::remove);
    return old.size();
  }

  private record Key(TenantId tenant, UUID corrId) {}
}
