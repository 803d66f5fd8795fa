package io.openges.ports.driven.callback;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import java.util.Collection;
import java.util.Optional;

/**
 * Driven port: copies of callbacks, without user data and push targets, for when the store does not
 * answer. It may lose anything at any moment and decides nothing (specification 21).
 *
 * <p>Safe for use by many threads at once. Every implementation passes {@code RecordCacheContract}.
 */
public interface RecordCache {

  /**
   * Keeps copies, best effort: an older version never replaces a newer one, and a failure is
   * swallowed. Returns without waiting for the cache.
   */
  void put(Collection<Callback> callbacks);

  /** Returns the copy, empty if there is none or the cache does not answer. */
  Optional<Callback> find(CallbackKey key);

  /** Removes copies, best effort. */
  void remove(Collection<CallbackKey> keys);
}
