package io.openges.domain.queue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes a publication by a JSON merge patch: what the patch names is replaced, merged or, where
 * it says null, removed, and all else stays (specification 10.1). Pure functions. Immutable and
 * thread-safe.
 */
public final class SettingsPatch {

  private SettingsPatch() {}

  /**
   * Returns the whole publication that a patch makes of another one. What a publication says of
   * itself ({@code source}, {@code onRemovedQueue}) is not handed down: the patch says it, or
   * nobody.
   *
   * @param content the publication before, plain Java values of its JSON; empty if there was none
   * @param patch the patch, in which values may be null
   */
  public static Map<String, Object> apply(Map<String, Object> content, Map<String, Object> patch) {
    var kept = new LinkedHashMap<>(content);
    kept.remove("source");
    kept.remove("onRemovedQueue");
    return merged(kept, patch);
  }

  private static Map<String, Object> merged(Map<?, ?> target, Map<?, ?> patch) {
    var result = new LinkedHashMap<String, Object>(PlainValues.object(target));
    patch.forEach((key, value) -> {
      var name = String.valueOf(key);
      if (value == null) {
        result.remove(name);
      } else if (value instanceof Map<?, ?> fields) {
        result.put(
            name, merged(result.get(name) instanceof Map<?, ?> old ? old : Map.of(), fields));
      } else {
        result.put(name, value);
      }
    });
    return result;
  }
}
