package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.KeepRegionRules;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Stores a tenant's region rules in the document that holds its capacity rules. */
public final class KeepRegionRulesService implements KeepRegionRules {

  private final RulesDocuments documents;
  private final SettingsSnapshots snapshots;
  private final List<String> regions;

  /**
   * Makes the service.
   *
   * @param store keeps the rules of all kinds, and nothing else
   * @param notices told whose rules changed; best effort, must not throw
   * @param regions the regions that have servers
   */
  public KeepRegionRulesService(
      SettingsStore store,
      SettingsSnapshots snapshots,
      InstantSource time,
      Consumer<TenantId> notices,
      List<String> regions) {
    this.documents = new RulesDocuments(store, snapshots, time, notices);
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.regions = List.copyOf(regions);
  }

  @Override
  public RegionRules current(TenantId tenant) {
    return read(documents.newest(tenant));
  }

  @Override
  public List<String> regions() {
    return regions;
  }

  @Override
  public Outcome change(Command command) {
    var tenant = command.tenant();
    while (true) {
      var document = documents.newest(tenant);
      var expected = command.expectedVersion();
      if (expected != null && expected != document.version()) {
        return new Outcome.VersionConflict(document.version());
      }
      var changes = new RegionChanges(read(document), regions, queue -> has(tenant, queue));
      var outcome = changes.make(command.change());
      if (!(outcome instanceof Outcome.Changed changed) || !changed.applied()) {
        return outcome;
      }
      Map<String, Object> part = Map.of(RulesDocuments.REGIONS, changed.rules().content());
      var stored = documents.store(tenant, document, part, deed(command));
      if (stored.isPresent()) {
        return new Outcome.Changed(changed.rules().withVersion(stored.get()), true);
      }
    }
  }

  private static RulesDocuments.Deed deed(Command command) {
    var change = command.change();
    var by = command.changedBy();
    if (change instanceof Change.Assign assign) {
      return RulesDocuments.Deed.assigned(by, "region", assign.queue(), assign.rule());
    }
    return change instanceof Change.Delete delete
        ? new RulesDocuments.Deed(by, Action.DELETE_RULE, "region-rule:" + delete.name(), null)
        : new RulesDocuments.Deed(
            by, Action.CHANGE_RULE, "region-rule:" + ((Change.Define) change).name(), null);
  }

  private boolean has(TenantId tenant, QueueName queue) {
    return snapshots.queue(tenant, queue).isPresent();
  }

  /** What cannot be read must not lock out who would replace it. */
  private static RegionRules read(RulesDocuments.Document document) {
    return RegionRules.read(document.content().get(RulesDocuments.REGIONS))
        .orElse(RegionRules.NONE)
        .withVersion(document.version());
  }
}
