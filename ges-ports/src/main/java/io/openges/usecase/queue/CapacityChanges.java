package io.openges.usecase.queue;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.CapacityStatement;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.ports.driving.queue.KeepCapacityRules.Change;
import io.openges.ports.driving.queue.KeepCapacityRules.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a change makes of a tenant's capacity rules. Pure functions. */
final class CapacityChanges {

  private static final String CELLS = "capacity";
  private static final String LENGTH = "cellMinutes";

  private CapacityChanges() {}

  /** Returns the rules as {@code change} makes them, or why it cannot be made. */
  static Outcome make(Change change, CapacityRules before, Predicate<QueueName> exists) {
    if (change instanceof Change.Define define) {
      return define(define, before);
    }
    if (change instanceof Change.Amend amend) {
      return amend(amend, before);
    }
    if (change instanceof Change.Delete delete) {
      return delete(delete.name(), before);
    }
    return assign((Change.Assign) change, before, exists);
  }

  private static Outcome define(Change.Define define, CapacityRules before) {
    var name = define.name();
    if (name.isBlank() || name.length() > CapacityRule.MAX_NAME_LENGTH) {
      return invalid("name", "expected a text of 1 to 64 characters, not only blanks");
    }
    if (isNoLength(define.cellMinutes())) {
      return invalid(LENGTH, "expected 30 or 60");
    }
    if (before.rules().size() >= CapacityRules.MAX_RULES && !before.rules().containsKey(name)) {
      return invalid("name", "expected at most " + CapacityRules.MAX_RULES + " rules");
    }
    return set(CapacityRule.blank(name, define.cellMinutes()), define.cells(), before);
  }

  private static Outcome amend(Change.Amend amend, CapacityRules before) {
    var rule = before.rules().get(amend.name());
    if (rule == null) {
      return new Outcome.UnknownRule();
    }
    int minutes = amend.cellMinutes() == null ? rule.cellMinutes() : amend.cellMinutes();
    if (isNoLength(minutes)) {
      return invalid(LENGTH, "expected 30 or 60");
    }
    if (!rule.fitsCellMinutes(minutes)) {
      return invalid(
          LENGTH,
          "two half hours have more than " + CapacityRule.MAX_CALLBACKS + " callbacks together");
    }
    return set(rule.withCellMinutes(minutes), amend.cells(), before);
  }

  private static Outcome set(CapacityRule rule, Map<String, ?> cells, CapacityRules before) {
    var reading = CapacityStatement.apply(rule, cells, CELLS);
    return reading instanceof CapacityStatement.Reading.Valid valid
        ? changed(before, before.with(valid.rule()))
        : new Outcome.Invalid(((CapacityStatement.Reading.Invalid) reading).errors());
  }

  private static Outcome delete(String name, CapacityRules before) {
    if (!before.rules().containsKey(name)) {
      return new Outcome.UnknownRule();
    }
    var queues = before.queuesOf(name);
    return queues.isEmpty() ? changed(before, before.without(name)) : new Outcome.RuleInUse(queues);
  }

  private static Outcome assign(
      Change.Assign assign, CapacityRules before, Predicate<QueueName> exists) {
    var rule = assign.rule();
    if (rule != null && !before.rules().containsKey(rule)) {
      return new Outcome.UnknownRule();
    }
    boolean known = exists.test(assign.queue()) || before.ruleOf(assign.queue()) != null;
    return known
        ? changed(before, before.assigning(assign.queue(), rule))
        : new Outcome.UnknownQueue();
  }

  private static boolean isNoLength(int minutes) {
    return minutes != 30 && minutes != 60;
  }

  private static Outcome changed(CapacityRules before, CapacityRules after) {
    return new Outcome.Changed(after, !after.equals(before));
  }

  private static Outcome invalid(String path, String message) {
    return new Outcome.Invalid(List.of(new Problem(path, message)));
  }
}
