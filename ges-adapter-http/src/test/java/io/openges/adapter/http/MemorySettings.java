package io.openges.adapter.http;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Settings kept in memory, one thread at a time. */
final class MemorySettings implements SettingsStore {

  private final Map<TenantId, TreeMap<Integer, Publication>> kept = new HashMap<>();

  @Override
  public synchronized Map<TenantId, Integer> versions() {
    var newest = new HashMap<TenantId, Integer>();
    kept.forEach((tenant, versions) -> newest.put(tenant, versions.lastKey()));
    return newest;
  }

  @Override
  public synchronized Optional<Publication> find(TenantId tenant, int version) {
    return Optional.ofNullable(kept.getOrDefault(tenant, new TreeMap<>()).get(version));
  }

  @Override
  public synchronized List<Stamp> history(TenantId tenant) {
    return kept.getOrDefault(tenant, new TreeMap<>()).descendingMap().entrySet().stream()
        .map(one ->
            new Stamp(one.getKey(), one.getValue().publishedAt(), one.getValue().publishedBy()))
        .toList();
  }

  @Override
  public synchronized Optional<Integer> publish(
      TenantId tenant, int expected, Publication publication, @Nullable AuditEntry audit) {
    var versions = kept.computeIfAbsent(tenant, name -> new TreeMap<>());
    if ((versions.isEmpty() ? 0 : versions.lastKey()) != expected) {
      return Optional.empty();
    }
    versions.put(expected + 1, publication);
    return Optional.of(expected + 1);
  }
}
