package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.RecordCache;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps copies until it is told to forget them. Safe for use by many threads at once. */
public final class InMemoryRecordCache implements RecordCache {

  private final Map<CallbackKey, Callback> copies = new ConcurrentHashMap<>();

  /** Makes an empty cache. */
  public InMemoryRecordCache() {}

  @Override
  public void put(Collection<Callback> callbacks) {
    callbacks.forEach(callback -> copies.merge(
        callback.key(), Snapshots.withoutPrivateData(callback), InMemoryRecordCache::newer));
  }

  @Override
  public Optional<Callback> find(CallbackKey key) {
    return Optional.ofNullable(copies.get(key));
  }

  @Override
  public void remove(Collection<CallbackKey> keys) {
    keys.forEach(copies::remove);
  }

  /** Forgets everything, as a cache may at any moment. */
  public void clear() {
    copies.clear();
  }

  private static Callback newer(Callback kept, Callback put) {
    return put.status().version() < kept.status().version() ? kept : put;
  }
}
