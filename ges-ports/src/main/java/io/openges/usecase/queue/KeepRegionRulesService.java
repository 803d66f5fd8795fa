package io.openges.usecase.queue;

import io.openges.domain.queue.RegionRules;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.KeepRegionRules;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import java.util.List;

/** Stores a tenant's region rules in the document that holds all its rules. */
public final class KeepRegionRulesService implements KeepRegionRules {

  private final RuleKeeper<RegionRules> keeper;
  private final List<String> regions;

  /**
   * Makes the service.
   *
   * @param documents the rules of all kinds
   * @param regions the regions that have servers
   */
  public KeepRegionRulesService(RulesDocuments documents, List<String> regions) {
    this.keeper = new RuleKeeper<>(documents, RulePart.regions());
    this.regions = List.copyOf(regions);
  }

  @Override
  public RegionRules current(TenantId tenant) {
    return keeper.current(tenant);
  }

  @Override
  public List<String> regions() {
    return regions;
  }

  @Override
  public RuleOutcome<RegionRules> change(RuleCommand<Change> command) {
    var change = command.change();
    if (change instanceof Change.Delete delete) {
      return keeper.delete(command, delete.name());
    }
    var define = (Change.Define) change;
    return keeper.define(
        command, define.name(), before -> RegionChanges.define(define, before, regions));
  }
}
