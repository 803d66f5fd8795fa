package io.openges.adapter.http.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds text that no store can keep: U+0000, and halves of surrogate pairs, which UTF-8 cannot
 * carry. Stateless. Safe for use by many threads at once.
 */
public final class Texts {

  private static final String EXPECTATION = "expected text without U+0000 and lone surrogates";

  private Texts() {}

  /**
   * Checks one text.
   *
   * @throws ProblemException with code 501 that names {@code path}
   */
  public static void check(String path, String text) {
    if (!isStorable(text)) {
      throw ProblemException.parameter(path, EXPECTATION);
    }
  }

  /**
   * Checks every key and every text of {@code node}.
   *
   * @param path where it is, null for the body itself
   * @throws ProblemException with code 501 that names the first bad one
   */
  static void check(JsonNode node, @Nullable String path) {
    if (node.isTextual()) {
      check(path == null ? "body" : path, node.textValue());
    } else if (node.isObject()) {
      for (var field : node.properties()) {
        if (!isStorable(field.getKey())) {
          throw ProblemException.parameter(path == null ? "body" : path, EXPECTATION);
        }
        check(field.getValue(), path == null ? field.getKey() : path + "." + field.getKey());
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(node.get(i), (path == null ? "body" : path) + "[" + i + "]");
      }
    }
  }

  /** Says whether every store, and an answer, can carry {@code text}. */
  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
