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
    int version, SortedMap<String, List<String>> rules, SortedMap<QueueName, String> assignments)
    implements QueueRules<RegionRules> {

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
    assignments = Assignments.among(rules, assignments);
  }

  /** Returns the regions a queue prefers, best first; empty if it has no rule. */
  public List<String> preferredBy(QueueName queue) {
    var name = assignments.get(queue);
    return name == null ? List.of() : rules.getOrDefault(name, List.of());
  }

  /** Returns these rules with another one, or another version of one. */
  public RegionRules with(String rule, List<String> regions) {
    var changed = new TreeMap<>(rules);
    changed.put(rule, regions);
    return new RegionRules(version, changed, assignments);
  }

  @Override
  public RegionRules without(String rule) {
    return new RegionRules(version, Assignments.without(rules, rule), assignments);
  }

  @Override
  public RegionRules assigning(QueueName queue, @Nullable String rule) {
    return new RegionRules(version, rules, Assignments.with(assignments, queue, rule));
  }

  @Override
  public RegionRules withVersion(int newVersion) {
    return new RegionRules(newVersion, rules, assignments);
  }

  @Override
  public Map<String, Object> content() {
    return Map.of(
        "rules", new LinkedHashMap<>(rules), "assignments", Assignments.content(assignments));
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
      var parts = Assignments.object(content);
      var rules = new TreeMap<String, List<String>>();
      Assignments.object(parts.get("rules"))
          .forEach((name, regions) -> rules.put(String.valueOf(name), texts(regions)));
      var assignments = Assignments.read(parts.get("assignments"));
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
}
