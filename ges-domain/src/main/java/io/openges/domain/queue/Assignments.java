package io.openges.domain.queue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the rules of all kinds have in common: names, by queue. Pure functions. */
final class Assignments {

  private Assignments() {}

  /**
   * Copies assignments.
   *
   * @throws IllegalArgumentException if one names none of {@code rules}
   */
  static SortedMap<QueueName, String> among(
      Map<String, ?> rules, Map<QueueName, String> assignments) {
    if (!rules.keySet().containsAll(assignments.values())) {
      throw new IllegalArgumentException("a queue has a rule that does not exist");
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(assignments));
  }

  /** Returns assignments with another one; null takes the queue's rule away. */
  static SortedMap<QueueName, String> with(
      SortedMap<QueueName, String> assignments, QueueName queue, @Nullable String rule) {
    var changed = new TreeMap<>(assignments);
    if (rule == null) {
      changed.remove(queue);
    } else {
      changed.put(queue, rule);
    }
    return changed;
  }

  /** Returns rules without one. */
  static <T> SortedMap<String, T> without(SortedMap<String, T> rules, String rule) {
    var changed = new TreeMap<>(rules);
    changed.remove(rule);
    return changed;
  }

  /** Returns assignments as plain values of JSON. */
  static Map<String, Object> content(SortedMap<QueueName, String> assignments) {
    var written = new LinkedHashMap<String, Object>();
    assignments.forEach((queue, rule) -> written.put(queue.value(), rule));
    return written;
  }

  /**
   * Reads what {@link #content} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static SortedMap<QueueName, String> read(@Nullable Object content) {
    var assignments = new TreeMap<QueueName, String>();
    object(content)
        .forEach((queue, rule) ->
            assignments.put(new QueueName(String.valueOf(queue)), String.valueOf(rule)));
    return assignments;
  }

  /**
   * Returns an object of JSON.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Map<?, ?> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new IllegalArgumentException("not an object");
  }
}
