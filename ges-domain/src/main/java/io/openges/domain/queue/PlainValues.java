package io.openges.domain.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of JSON values that nobody can change. */
final class PlainValues {

  private PlainValues() {}

  /** Copies an object without its fields that are null: they count as absent. */
  static Map<String, Object> object(Map<?, ?> fields) {
    var copy = new LinkedHashMap<String, Object>();
    fields.forEach((name, value) -> {
      if (value != null) {
        copy.put(String.valueOf(name), value(value));
      }
    });
    return Collections.unmodifiableMap(copy);
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> fields) {
      return nested(fields);
    }
    return value instanceof List<?> entries ? list(entries) : value;
  }

  private static Map<String, Object> nested(Map<?, ?> fields) {
    var copy = new LinkedHashMap<String, Object>();
    fields.forEach((name, value) -> copy.put(String.valueOf(name), copied(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static List<Object> list(List<?> entries) {
    var copy = new ArrayList<Object>(entries.size());
    entries.forEach(entry -> copy.add(copied(entry)));
    return Collections.unmodifiableList(copy);
  }

  /** A null deep inside is part of the value: whoever reads it must find it. */
  @SuppressWarnings("NullAway") // JSON has nulls that the type cannot say
  private static Object copied(@Nullable Object value) {
    return value == null ? null : value(value);
  }
}
