package io.openges.ports.driving.callback;

import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.SessionStorage;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Driving port: what sessions keep with their callback (specification 5.1). Values are JSON texts.
 * Safe for use by many threads at once.
 */
public interface KeepSessionData {

  /**
   * Returns the values by key, empty if the callback is unknown.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<Map<String, String>> read(CallbackKey key);

  /**
   * Adds values, replacing those with the same keys.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  SessionStorage.Outcome merge(CallbackKey key, Map<String, String> values);

  /**
   * Replaces all values.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  SessionStorage.Outcome replace(CallbackKey key, Map<String, String> values);

  /**
   * Removes the values of {@code names}; of all, if it is empty.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  SessionStorage.Outcome remove(CallbackKey key, Collection<String> names);
}
