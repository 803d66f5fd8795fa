package io.openges.domain.queue;

import io.openges.domain.queue.SettingsTable.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a publication. Not thread-safe; one thread at a time. */
final class Problems {

  private static final int LONGEST_SHOWN = 40;

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  void error(String path, String message) {
    errors.add(new Problem(path, message));
  }

  void expected(String path, String expected, Object value) {
    error(path, "expected " + expected + ", not " + shown(value));
  }

  void missing(String path, String expected) {
    error(path, "missing: expected " + expected);
  }

  void warn(String path, String message) {
    warnings.add(new Problem(path, message));
  }

  List<Problem> errors() {
    return List.copyOf(errors);
  }

  List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** The value in words short enough for a message. */
  static String shown(Object value) {
    if (value instanceof String text) {
      return '"' + shortened(text) + '"';
    }
    if (value instanceof Iterable) {
      return "a list";
    }
    return value instanceof java.util.Map ? "an object" : shortened(value.toString());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
