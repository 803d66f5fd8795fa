package io.openges.adapter.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes plain Java values of JSON: maps, lists, strings, numbers, booleans. Thread-safe. */
final class PlainJson {

  private PlainJson() {}

  /** Returns an object; members that are null are absent (specification 2.10). */
  static Map<String, Object> withoutNulls(JsonNode object) {
    return object(object, false);
  }

  /** Returns an object in which null means something, as in a merge patch. */
  static Map<String, Object> withNulls(JsonNode object) {
    return object(object, true);
  }

  private static Map<String, Object> object(JsonNode object, boolean nulls) {
    var content = new LinkedHashMap<String, Object>();
    object.properties().forEach(entry -> {
      if (nulls || !entry.getValue().isNull()) {
        put(content, entry.getKey(), plain(entry.getValue(), nulls));
      }
    });
    return content;
  }

  @SuppressWarnings("NullAway") // JSON has nulls that the type cannot say
  private static void put(Map<String, Object> content, String name, @Nullable Object value) {
    content.put(name, value);
  }

  private static @Nullable Object plain(JsonNode node, boolean nulls) {
    if (node.isObject()) {
      return object(node, nulls);
    }
    if (node.isArray()) {
      return list(node);
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? number(node) : null;
  }

  /** A list is replaced as a whole, so a null in it never means anything. */
  private static List<Object> list(JsonNode node) {
    var list = new ArrayList<Object>();
    node.forEach(member -> {
      var value = plain(member, false);
      if (value != null) {
        list.add(value);
      }
    });
    return list;
  }

  private static Object number(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return node.intValue();
    }
    BigDecimal number = node.decimalValue();
    return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : number;
  }
}
