package io.openges.domain.queue;

import static java.util.stream.Collectors.toMap;

import io.openges.domain.capacity.CapacityRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tenant's capacity rules and of the queues they are assigned to: a rule serves
 * many queues, a queue has at most one (specification 8.2). Readers see one version as a whole, so
 * an assignment never names a rule that is not there.
 *
 * <p>Assignments do not depend on the published table: one whose queue is not in it waits for the
 * queue to come back.
 *
 * <p>Immutable and thread-safe.
 *
 * @param version rises by one with each effective change; 0 before the first
 * @param rules the rules by name, names rising
 * @param assignments the name of the rule by queue, queues rising
 */
public record CapacityRules(
    int version, SortedMap<String, CapacityRule> rules, SortedMap<QueueName, String> assignments)
    implements QueueRules<CapacityRules> {

  /** What a tenant has that never made a rule. */
  public static final CapacityRules NONE = new CapacityRules(0, new TreeMap<>(), new TreeMap<>());

  private static final String CELL_MINUTES = "cellMinutes";

  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException if a rule has another name than its key or an assignment names
   *     no rule
   */
  public CapacityRules {
    rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    rules.forEach((name, rule) -> {
      if (!rule.name().equals(name)) {
        throw new IllegalArgumentException("rule " + rule.name() + " under the name " + name);
      }
    });
    assignments = Assignments.among(rules, assignments);
  }

  /** Returns the rule of a queue, null if it has none. */
  public @Nullable CapacityRule ruleOf(QueueName queue) {
    var name = assignments.get(queue);
    return name == null ? null : rules.get(name);
  }

  /** Returns the row with its queue's rule in force. */
  public QueueSettings applyTo(QueueSettings row) {
    return row.withCapacityRule(ruleOf(row.name()));
  }

  /** Returns a tenant's settings with every queue's rule in force. */
  public TenantSettings applyTo(TenantSettings settings) {
    return new TenantSettings(
        settings.version(),
        settings.queues().values().stream()
            .map(this::applyTo)
            .collect(toMap(QueueSettings::name, row -> row)),
        settings.businessHours());
  }

  /** Returns these rules with another one, or another version of one. */
  public CapacityRules with(CapacityRule rule) {
    var changed = new TreeMap<>(rules);
    changed.put(rule.name(), rule);
    return new CapacityRules(version, changed, assignments);
  }

  @Override
  public CapacityRules without(String rule) {
    return new CapacityRules(version, Assignments.without(rules, rule), assignments);
  }

  @Override
  public CapacityRules assigning(QueueName queue, @Nullable String rule) {
    return new CapacityRules(version, rules, Assignments.with(assignments, queue, rule));
  }

  @Override
  public CapacityRules withVersion(int newVersion) {
    return new CapacityRules(newVersion, rules, assignments);
  }

  /** Says whether every rule could be read. */
  public boolean isWhole() {
    return rules.values().stream().allMatch(CapacityRule::isReadable);
  }

  /** Returns the same, with rules of {@code before} in place of those that could not be read. */
  public CapacityRules replacingUnreadable(CapacityRules before) {
    var known = new TreeMap<>(rules);
    known.replaceAll(
        (name, rule) -> rule.isReadable() ? rule : before.rules().getOrDefault(name, rule));
    return new CapacityRules(version, known, assignments);
  }

  @Override
  public Map<String, Object> content() {
    var writtenRules = new LinkedHashMap<String, Object>();
    rules.forEach((name, rule) -> writtenRules.put(name, content(rule)));
    return Map.of("rules", writtenRules, "assignments", Assignments.content(assignments));
  }

  private static Map<String, Object> content(CapacityRule rule) {
    return rule.isReadable()
        ? Map.of(CELL_MINUTES, rule.cellMinutes(), "cells", CapacityStatement.of(rule))
        : Map.of();
  }

  /**
   * Reads what {@link #content} wrote, under version 0; empty if not even names and assignments can
   * be read. In place of a rule that cannot be, or is not there, stands one that takes nothing: it
   * may allow less than the row's own number, and no slot may be oversold (specification 8.3).
   */
  public static Optional<CapacityRules> read(Map<String, Object> content) {
    try {
      var rules = new TreeMap<String, CapacityRule>();
      Assignments.object(content.get("rules"))
          .forEach(
              (name, rule) -> rules.put(String.valueOf(name), rule(String.valueOf(name), rule)));
      var assignments = Assignments.read(content.get("assignments"));
      assignments.values().forEach(name -> rules.computeIfAbsent(name, CapacityRule::unreadable));
      return Optional.of(new CapacityRules(0, rules, assignments));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static CapacityRule rule(String name, @Nullable Object written) {
    if (!(written instanceof Map<?, ?> members)
        || !(members.get("cells") instanceof Map<?, ?> cells)
        || !(members.get(CELL_MINUTES) instanceof Number minutes)
        || !CapacityRule.isCellLength(minutes.intValue())) {
      return CapacityRule.unreadable(name);
    }
    return CapacityStatement.apply(CapacityRule.blank(name, minutes.intValue()), cells, "")
            instanceof CapacityStatement.Reading.Valid valid
        ? valid.rule()
        : CapacityRule.unreadable(name);
  }
}
