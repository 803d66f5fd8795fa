package io.openges.usecase.credential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fields of a secret as one text: {@code 4:user3:bob…}, lengths in characters. Stateless. */
final class PackedFields {

  private PackedFields() {}

  static String pack(Map<String, String> fields) {
    var text = new StringBuilder();
    new TreeMap<>(fields).forEach((name, value) -> {
      text.append(name.length()).append(':').append(name);
      text.append(value.length()).append(':').append(value);
    });
    return text.toString();
  }

  /** Returns the fields; empty if {@code text} is not what {@link #pack} makes. */
  static Optional<Map<String, String>> unpack(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      var name = part(text, at);
      var value = name.flatMap(one -> part(text, one.end()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      fields.put(name.get().text(), value.get().text());
      at = value.get().end();
    }
    return Optional.of(Map.copyOf(fields));
  }

  private static Optional<Part> part(String text, int start) {
    int colon = text.indexOf(':', start);
    if (colon < 0 || !text.substring(start, colon).matches("[0-9]{1,6}")) {
      return Optional.empty();
    }
    int end = colon + 1 + Integer.parseInt(text.substring(start, colon));
    return end > text.length()
        ? Optional.empty()
        : Optional.of(new Part(text.substring(colon + 1, end), end));
  }

  private record Part(String text, int end) {}
}
