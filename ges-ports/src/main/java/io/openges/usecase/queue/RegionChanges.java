package io.openges.usecase.queue;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.ports.driving.queue.KeepRegionRules.Change;
import io.openges.ports.driving.queue.KeepRegionRules.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What changes make of a tenant's region rules. Pure.
 *
 * @param before the rules to change
 * @param regions the regions a rule may name
 * @param exists whether the tenant has a queue
 */
record RegionChanges(RegionRules before, List<String> regions, Predicate<QueueName> exists) {

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
    var name = define.name();
    var errors = new ArrayList<Problem>();
    if (name.isBlank() || name.length() > RegionRules.MAX_NAME_LENGTH) {
      errors.add(new Problem("name", "expected a text of 1 to 64 characters, not only blanks"));
    }
    if (before.rules().size() >= RegionRules.MAX_RULES && !before.rules().containsKey(name)) {
      errors.add(new Problem("name", "expected at most " + RegionRules.MAX_RULES + " rules"));
    }
    if (define.regions().isEmpty()) {
      errors.add(new Problem("regions", "expected at least one region"));
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < define.regions().size(); i++) {
      var region = define.regions().get(i);
      if (!regions.contains(region)) {
        errors.add(new Problem("regions." + i, "expected one of " + regions));
      } else if (!seen.add(region)) {
        errors.add(new Problem("regions." + i, "is there already"));
      }
    }
    return errors.isEmpty()
        ? changed(before.with(name, define.regions()))
        : new Outcome.Invalid(errors);
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

  private Outcome changed(RegionRules after) {
    return new Outcome.Changed(after, !after.equals(before));
  }
}
