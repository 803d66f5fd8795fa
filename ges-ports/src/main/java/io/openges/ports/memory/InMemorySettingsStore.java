package io.openges.ports.memory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.queue.SettingsStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps published settings. Safe for use by many threads at once. */
public final class InMemorySettingsStore implements SettingsStore {

  private final Map<TenantId, NavigableMap<Integer, Publication>> publications = new HashMap<>();

  private final AuditLog audit;

  /** Makes an empty store with an audit of its own. */
  public InMemorySettingsStore() {
    this(new InMemoryAuditLog());
  }

  /** Makes an empty store that keeps in {@code audit} who published. */
  public InMemorySettingsStore(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized Map<TenantId, Integer> versions() {
    return publications.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().lastKey()));
  }

  @Override
  public synchronized int newest(TenantId tenant) {
    var kept = publications.get(tenant);
    return kept == null ? 0 : kept.lastKey();
  }

  @Override
  public synchronized Optional<Publication> find(TenantId tenant, int version) {
    return Optional.ofNullable(publications.get(tenant)).map(kept -> kept.get(version));
  }

  @Override
  public synchronized List<Stamp> history(TenantId tenant) {
    return publications.getOrDefault(tenant, new TreeMap<>()).descendingMap().entrySet().stream()
        .map(kept -> new Stamp(
            kept.getKey(), kept.getValue().publishedAt(), kept.getValue().publishedBy()))
        .toList();
  }

  @Override
  public synchronized Optional<Integer> publish(
      TenantId tenant, int expected, Publication publication, @Nullable AuditEntry entry) {
    var kept = publications.getOrDefault(tenant, new TreeMap<>());
    if (expected != (kept.isEmpty() ? 0 : kept.lastKey())) {
      return Optional.empty();
    }
    kept.put(expected + 1, copy(publication));
    kept.headMap(expected + 1 - KEPT_VERSIONS, true).clear();
    publications.put(tenant, kept);
    if (entry != null) {
      audit.append(entry);
    }
    return Optional.of(expected + 1);
  }

  private static Publication copy(Publication publication) {
    var content = new LinkedHashMap<String, Object>();
    publication.content().forEach((name, value) -> content.put(name, copy(value)));
    return new Publication(
        Collections.unmodifiableMap(content), publication.publishedAt(), publication.publishedBy());
  }

  /** Copies the maps and lists in {@code value}; all else is immutable. */
  private static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<Object, Object>();
      map.forEach((name, inner) -> copy.put(name, copy(inner)));
      return Collections.unmodifiableMap(copy);
    }
    return value instanceof List<?> list
        ? list.stream().map(InMemorySettingsStore::copy).toList()
        : value;
  }
}
