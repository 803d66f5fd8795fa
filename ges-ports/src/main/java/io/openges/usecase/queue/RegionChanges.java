package io.openges.usecase.queue;

import io.openges.domain.queue.RegionRules;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.rule.RuleName;
import io.openges.ports.driving.queue.KeepRegionRules.Change;
import io.openges.ports.driving.queue.RuleOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What a change makes of a tenant's region rules. Pure functions. */
final class RegionChanges {

  private RegionChanges() {}

  /**
   * Returns the rules with another one, or why it cannot be one.
   *
   * @param regions the regions a rule may name
   */
  static RuleOutcome<RegionRules> define(
      Change.Define define, RegionRules before, List<String> regions) {
    var name = define.name();
    var errors = new ArrayList<Problem>();
    if (!RuleName.isValid(name)) {
      errors.add(new Problem("name", RuleName.EXPECTED));
    }
    if (!RuleKeeper.hasRoomFor(before, name)) {
      errors.add(RuleKeeper.TOO_MANY);
    }
    if (define.regions().isEmpty()) {
      errors.add(new Problem("regions", "expected at least one region"));
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < define.regions().size(); i++) {
      var region = define.regions().get(i);
      if (!regions.contains(region)) {
        errors.add(new Problem("regions[" + i + "]", "expected one of " + regions));
      } else if (!seen.add(region)) {
        errors.add(new Problem("regions[" + i + "]", "is there already"));
      }
    }
    return errors.isEmpty()
        ? RuleKeeper.changed(before, before.with(name, define.regions()))
        : new RuleOutcome.Invalid<>(errors);
  }
}
