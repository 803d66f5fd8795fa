package io.openges.domain.queue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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

  /**
   * Says whether two values mean the same: numbers by their value, however they are written,
   * objects without their fields that are null, at any depth.
   */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> fields && other instanceof Map<?, ?> others) {
      return sameFields(fields, others);
    }
    if (one instanceof List<?> entries && other instanceof List<?> others) {
      return entries.size() == others.size()
          && IntStream.range(0, entries.size())
              .allMatch(index -> same(entries.get(index), others.get(index)));
    }
    if (one instanceof Number number && other instanceof Number another) {
      return decimal(number).compareTo(decimal(another)) == 0;
    }
    return Objects.equals(one, other);
  }

  private static boolean sameFields(Map<?, ?> fields, Map<?, ?> others) {
    return fields.entrySet().stream()
            .allMatch(field -> same(field.getValue(), others.get(field.getKey())))
        && others.entrySet().stream()
            .allMatch(field -> field.getValue() == null || fields.containsKey(field.getKey()));
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
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
