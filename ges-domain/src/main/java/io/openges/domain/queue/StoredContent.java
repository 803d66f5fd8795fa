package io.openges.domain.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes stored content and leaves what this release cannot read as it is: during an update or a
 * rollback nodes of several releases write the same documents (specification 21). Pure functions.
 */
public final class StoredContent {

  private StoredContent() {}

  /**
   * Returns the members of {@code after} as they are to be stored. Each is an object, of which only
   * the entries differ from {@code stored} that differ between {@code before} and {@code after}.
   *
   * @param stored plain values of JSON, of which {@code before} is what could be read
   */
  public static Map<String, Object> amended(
      Map<?, ?> stored, Map<String, Object> before, Map<String, Object> after) {
    var amended = new LinkedHashMap<String, Object>();
    after.forEach((member, entries) ->
        amended.put(member, amended(stored.get(member), before.get(member), entries)));
    return amended;
  }

  private static Map<Object, Object> amended(
      @Nullable Object stored, @Nullable Object before, Object after) {
    var entries = new LinkedHashMap<Object, Object>(object(stored));
    var old = object(before);
    var now = object(after);
    entries.keySet().removeIf(name -> old.containsKey(name) && !now.containsKey(name));
    now.forEach((name, value) -> {
      if (!Objects.equals(old.get(name), value)) {
        entries.put(name, value);
      }
    });
    return entries;
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> entries ? entries : Map.of();
  }
}
