package io.openges.ports.driven.callback;

import io.openges.domain.callback.CallbackKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Driven port: what the sessions of a callback keep with it (specification 5.1): JSON values under
 * keys of 1 to 128 characters, 65,536 bytes in all. The values are opaque JSON texts.
 *
 * <p>Safe for use by many threads at once. Every implementation passes
 * {@code SessionStorageContract}.
 */
public interface SessionStorage {

  /** Most bytes of keys and values together, as UTF-8. */
  int MAX_BYTES = 65_536;

  /**
   * Returns the values of a callback by key; empty if the callback is unknown.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<Map<String, String>> read(CallbackKey key);

  /**
   * Returns the values of several callbacks by key; those that keep nothing are left out.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Map<CallbackKey, Map<String, String>> readAll(Collection<CallbackKey> keys);

  /**
   * Adds {@code values}, replacing those with the same keys; atomic.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  Outcome merge(CallbackKey key, Map<String, String> values);

  /**
   * Replaces everything; atomic.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  Outcome replace(CallbackKey key, Map<String, String> values);

  /** What came of a change. */
  enum Outcome {
    /** It is durable. */
    STORED,
    /** No such callback. */
    UNKNOWN,
    /** It would be more than {@link #MAX_BYTES}; nothing was changed. */
    TOO_LARGE
  }
}
