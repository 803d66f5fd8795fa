package io.openges.app.neighbours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Thread-safe. */
final class Json {

  private static final ObjectMapper MAPPER = new JsonMapper();

  private Json() {}

  /** Returns a text of an object, null if there is none or it is no object. */
  static @Nullable String text(String object, String field) {
    try {
      var value = MAPPER.readTree(object).path(field);
      return value.isTextual() ? value.textValue() : null;
    } catch (JsonProcessingException malformed) {
      return null;
    }
  }

  /** Returns plain Java values as JSON. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON", e);
    }
  }
}
