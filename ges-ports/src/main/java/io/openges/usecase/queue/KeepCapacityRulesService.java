package io.openges.usecase.queue;

import io.openges.domain.queue.CapacityRules;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;

/** Stores a tenant's capacity rules in the document that holds all its rules. */
public final class KeepCapacityRulesService implements KeepCapacityRules {

  private final RuleKeeper<CapacityRules> keeper;

  /**
   * Makes the service.
   *
   * @param documents the rules of all kinds
   */
  public KeepCapacityRulesService(RulesDocuments documents) {
    this.keeper = new RuleKeeper<>(documents, RulePart.capacity());
  }

  @Override
  public CapacityRules current(TenantId tenant) {
    return keeper.current(tenant);
  }

  @Override
  public RuleOutcome<CapacityRules> change(RuleCommand<Change> command) {
    var change = command.change();
    if (change instanceof Change.Delete delete) {
      return keeper.delete(command, delete.name());
    }
    if (change instanceof Change.Define define) {
      return keeper.define(
          command, define.name(), before -> CapacityChanges.define(define, before));
    }
    var amend = (Change.Amend) change;
    return keeper.define(command, amend.name(), before -> CapacityChanges.amend(amend, before));
  }
}
