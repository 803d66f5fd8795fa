package io.openges.usecase.queue;

import io.openges.domain.phone.Expressions;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.NumberStatement;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.ports.driving.queue.KeepNumberRules.Change;
import io.openges.ports.driving.queue.KeepNumberRules.Outcome;
import java.util.List;
import java.util.function.Predicate;

/**
 * What changes make of a tenant's number rules. Pure.
 *
 * @param before the rules to change
 * @param expressions makes matchers of regular expressions
 * @param exists whether the tenant has a queue
 */
record NumberChanges(NumberRules before, Expressions expressions, Predicate<QueueName> exists) {

  /** Returns the rules as {@code change} makes them, or why it cannot be made. */
  Outcome make(Change change) {
    if (change instanceof Change.Define define) {
      return define(define);
    }
    if (change instanceof Change.Delete delete) {
      return delete(delete.name());
    }
    return assign((Change.Assign) change);
  }

  private Outcome define(Change.Define define) {
    if (before.rules().size() >= NumberRules.MAX_RULES
        && !before.rules().containsKey(define.name())) {
      var problem = new Problem("name", "expected at most " + NumberRules.MAX_RULES + " rules");
      return new Outcome.Invalid(List.of(problem));
    }
    var reading = NumberStatement.read(define.name(), define.statement(), expressions);
    return reading instanceof NumberStatement.Reading.Valid valid
        ? changed(before.with(valid.rule()))
        : new Outcome.Invalid(((NumberStatement.Reading.Invalid) reading).errors());
  }

  private Outcome delete(String name) {
    if (!before.rules().containsKey(name)) {
      return new Outcome.UnknownRule();
    }
    var queues = before.queuesOf(name);
    return queues.isEmpty() ? changed(before.without(name)) : new Outcome.RuleInUse(queues);
  }

  private Outcome assign(Change.Assign assign) {
    var rule = assign.rule();
    if (rule != null && !before.rules().containsKey(rule)) {
      return new Outcome.UnknownRule();
    }
    boolean known = exists.test(assign.queue()) || before.assignments().containsKey(assign.queue());
    return known ? changed(before.assigning(assign.queue(), rule)) : new Outcome.UnknownQueue();
  }

  private Outcome changed(NumberRules after) {
    return new Outcome.Changed(after, !after.equals(before));
  }
}
