package io.openges.domain.queue;

import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tenant's rules of permitted and blocked numbers and of the queues they are
 * assigned to: a rule serves many queues, a queue has at most one (specification 11). Immutable and
 * thread-safe.
 *
 * @param version rises by one or more with each effective change; 0 before the first
 * @param rules the rules by name, names rising
 * @param assignments the name of the rule by queue, queues rising
 */
public record NumberRules(
    int version, SortedMap<String, NumberRule> rules, SortedMap<QueueName, String> assignments)
    implements QueueRules<NumberRules> {

  /** What a tenant has that never made a rule. */
  public static final NumberRules NONE = new NumberRules(0, new TreeMap<>(), new TreeMap<>());

  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException if a rule has another name than its key or an assignment names
   *     no rule
   */
  public NumberRules {
    rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    rules.forEach((name, rule) -> {
      if (!rule.name().equals(name)) {
        throw new IllegalArgumentException("rule " + rule.name() + " under the name " + name);
      }
    });
    assignments = Assignments.among(rules, assignments);
  }

  /** Returns the rule of a queue, null if it has none. */
  public @Nullable NumberRule ruleOf(QueueName queue) {
    var name = assignments.get(queue);
    return name == null ? null : rules.get(name);
  }

  /** Says whether every rule could be read. */
  public boolean isWhole() {
    return rules.values().stream().allMatch(NumberRule::isReadable);
  }

  /** Returns the same, with rules of {@code before} in place of those that could not be read. */
  public NumberRules replacingUnreadable(NumberRules before) {
    var known = new TreeMap<>(rules);
    known.replaceAll(
        (name, rule) -> rule.isReadable() ? rule : before.rules().getOrDefault(name, rule));
    return new NumberRules(version, known, assignments);
  }

  /** Returns these rules with another one, or another version of one. */
  public NumberRules with(NumberRule rule) {
    var changed = new TreeMap<>(rules);
    changed.put(rule.name(), rule);
    return new NumberRules(version, changed, assignments);
  }

  @Override
  public NumberRules without(String rule) {
    return new NumberRules(version, Assignments.without(rules, rule), assignments);
  }

  @Override
  public NumberRules assigning(QueueName queue, @Nullable String rule) {
    return new NumberRules(version, rules, Assignments.with(assignments, queue, rule));
  }

  @Override
  public NumberRules withVersion(int newVersion) {
    return new NumberRules(newVersion, rules, assignments);
  }

  @Override
  public Map<String, Object> content() {
    var writtenRules = new LinkedHashMap<String, Object>();
    rules.forEach((name, rule) -> writtenRules.put(name, NumberStatement.of(rule)));
    return Map.of("rules", writtenRules, "assignments", Assignments.content(assignments));
  }

  /**
   * Reads what {@link #content} wrote, under version 0; empty if not even names and assignments can
   * be read. In place of a rule that cannot be, or is not there, stands one that permits nothing.
   *
   * @param content plain values of JSON; null if no rule was ever stored
   */
  public static Optional<NumberRules> read(@Nullable Object content, Expressions expressions) {
    if (content == null) {
      return Optional.of(NONE);
    }
    try {
      var parts = Assignments.object(content);
      var rules = new TreeMap<String, NumberRule>();
      Assignments.object(parts.get("rules")).forEach((name, rule) -> {
        var read = rule(String.valueOf(name), rule, expressions);
        rules.put(read.name(), read);
      });
      var assignments = Assignments.read(parts.get("assignments"));
      assignments.values().forEach(name -> rules.computeIfAbsent(name, NumberRule::unreadable));
      return Optional.of(new NumberRules(0, rules, assignments));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static NumberRule rule(String name, @Nullable Object written, Expressions expressions) {
    return written instanceof Map<?, ?> statement
            && NumberStatement.stored(name, statement, expressions)
                instanceof NumberStatement.Reading.Valid valid
        ? valid.rule()
        : NumberRule.unreadable(name);
  }
}
