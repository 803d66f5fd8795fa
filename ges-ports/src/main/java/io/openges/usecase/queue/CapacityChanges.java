package io.openges.usecase.queue;

import io.openges.domain.capacity.CapacityRule;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.CapacityStatement;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.rule.RuleName;
import io.openges.ports.driving.queue.KeepCapacityRules.Change;
import io.openges.ports.driving.queue.RuleOutcome;
import java.util.List;
import java.util.Map;

/** What a change makes of a tenant's capacity rules. Pure functions. */
final class CapacityChanges {

  private static final String CELLS = "capacity";
  private static final String LENGTH = "cellMinutes";

  private CapacityChanges() {}

  /** Returns the rules with another one, or why it cannot be one. */
  static RuleOutcome<CapacityRules> define(Change.Define define, CapacityRules before) {
    var name = define.name();
    if (!RuleName.isValid(name)) {
      return invalid("name", RuleName.EXPECTED);
    }
    if (isNoLength(define.cellMinutes())) {
      return invalid(LENGTH, "expected 30 or 60");
    }
    if (!RuleKeeper.hasRoomFor(before, name)) {
      return new RuleOutcome.Invalid<>(List.of(RuleKeeper.TOO_MANY));
    }
    return set(CapacityRule.blank(name, define.cellMinutes()), define.cells(), before);
  }

  /** Returns the rules with some cells of one changed, or why they cannot be. */
  static RuleOutcome<CapacityRules> amend(Change.Amend amend, CapacityRules before) {
    var rule = before.rules().get(amend.name());
    if (rule == null) {
      return new RuleOutcome.UnknownRule<>();
    }
    if (!rule.isReadable()) {
      return invalid("name", "this rule cannot be read here, so it can only be made anew");
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

  private static RuleOutcome<CapacityRules> set(
      CapacityRule rule, Map<String, ?> cells, CapacityRules before) {
    var reading = CapacityStatement.apply(rule, cells, CELLS);
    return reading instanceof CapacityStatement.Reading.Valid valid
        ? RuleKeeper.changed(before, before.with(valid.rule()))
        : new RuleOutcome.Invalid<>(((CapacityStatement.Reading.Invalid) reading).errors());
  }

  private static boolean isNoLength(int minutes) {
    return minutes != 30 && minutes != 60;
  }

  private static RuleOutcome<CapacityRules> invalid(String path, String message) {
    return new RuleOutcome.Invalid<>(List.of(new Problem(path, message)));
  }
}
