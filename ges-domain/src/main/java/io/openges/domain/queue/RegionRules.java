package io.openges.domain.queue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tenant's region rules and of the queues they are assigned to: a rule serves many
 * queues, a queue has at most one (specification 12). Immutable and thread-safe.
 *
 * @param version rises by one or more with each effective change; 0 before the first
 * @param rules the regions to prefer, best first, by name of the rule, names rising
 * @param assignments the name of the rule by queue, queues rising
 */
public record RegionRules(
    int version, SortedMap<String, List<String>> rules, SortedMap<QueueName, String> assignments) {

  /** Most rules of a tenant. */
  public static final int MAX_RULES = 1000;

  /** Most characters of a rule's name. */
  public static final int MAX_NAME_LENGTH = 64;

  /** What a tenant has that never made a rule. */
  public static final RegionRules NONE = new RegionRules(0, new TreeMap<>(), new TreeMap<>());

  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException if a rule has no region or one twice, or an assignment names
   *     no rule
   */
  public RegionRules {
    var copy = new TreeMap<String, List<String>>();
    rules.forEach((name, regions) -> copy.put(name, List.copyOf(regions)));
    copy.forEach((name, regions) -> {
      if (regions.isEmpty() || regions.stream().distinct().count() < regions.size()) {
        throw new IllegalArgumentException("regions of " + name);
      }
    });
    rules = Collections.unmodifiableSortedMap(copy);
    assignments = Collections.unmodifiableSortedMap(new TreeMap<>(assignments));
    if (!rules.keySet().containsAll(assignments.values())) {
      throw new IllegalArgumentException("a queue has a rule that does not exist");
    }
  }

  /** Returns the regions a queue prefers, best first; empty if it has no rule. */
  public List<String> preferredBy(QueueName queue) {
    var name = assignments.get(queue);
    return name == null ? List.of() : rules.getOrDefault(name, List.of());
  }

  /** Returns the queues a rule is assigned to, rising. */
  public List<QueueName> queuesOf(String rule) {
    return assignments.entrySet().stream()
        .filter(assignment -> assignment.getValue().equals(rule))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns these rules with another one, or another version of one. */
  public RegionRules with(String rule, List<String> regions) {
    var changed = new TreeMap<>(rules);
    changed.put(rule, regions);
    return new RegionRules(version, changed, assignments);
  }

  /**
   * Returns these rules without one.
   *
   * @throws IllegalArgumentException if it is assigned to a queue
   */
  public RegionRules without(String rule) {
    var changed = new TreeMap<>(rules);
    changed.remove(rule);
    return new RegionRules(version, changed, assignments);
  }

  /**
   * Returns these rules with another assignment.
   *
   * @param rule the queue's rule from now on, null for none
   * @throws IllegalArgumentException if there is no such rule
   */
  public RegionRules assigning(QueueName queue, @Nullable String rule) {
    var changed = new TreeMap<>(assignments);
    if (rule == null) {
      changed.remove(queue);
    } else {
      changed.put(queue, rule);
    }
    return new RegionRules(version, rules, changed);
  }

  /** Returns the same under another version. */
  public RegionRules withVersion(int newVersion) {
    return new RegionRules(newVersion, rules, assignments);
  }

  /** Returns all but the version as plain values of JSON; {@link #read} reads them. */
  public Map<String, Object> content() {
    var written = new LinkedHashMap<String, Object>();
    assignments.forEach((queue, rule) -> written.put(queue.value(), rule));
    return Map.of("rules", new LinkedHashMap<>(rules), "assignments", written);
  }

  /**
   * Reads what {@link #content} wrote, under version 0; empty if it is something else.
   *
   * @param content plain values of JSON; null if no rule was ever stored
   */
  public static Optional<RegionRules> read(@Nullable Object content) {
    if (content == null) {
      return Optional.of(NONE);
    }
    try {
      var parts = object(content);
      var rules = new TreeMap<String, List<String>>();
      object(parts.get("rules"))
          .forEach((name, regions) -> rules.put(String.valueOf(name), texts(regions)));
      var assignments = new TreeMap<QueueName, String>();
      object(parts.get("assignments"))
          .forEach((queue, rule) ->
              assignments.put(new QueueName(String.valueOf(queue)), String.valueOf(rule)));
      return Optional.of(new RegionRules(0, rules, assignments));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
      return items.stream().map(String::valueOf).toList();
    }
    throw new IllegalArgumentException("not a list of texts");
  }

  private static Map<?, ?> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new IllegalArgumentException("not an object");
  }
}
