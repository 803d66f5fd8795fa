package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.KeepCapacityRules;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Stores a tenant's rules and assignments in one document, version by version, like settings: a
 * change is judged on the newest version and stored only if that still is the newest.
 */
public final class KeepCapacityRulesService implements KeepCapacityRules {

  private final RulesDocuments documents;
  private final SettingsSnapshots snapshots;

  /**
   * Makes the service.
   *
   * @param store keeps the rules of all kinds, and nothing else
   * @param notices told whose rules changed; best effort, must not throw
   */
  public KeepCapacityRulesService(
      SettingsStore store,
      SettingsSnapshots snapshots,
      InstantSource time,
      Consumer<TenantId> notices) {
    this.documents = new RulesDocuments(store, snapshots, time, notices);
    this.snapshots = requireNonNull(snapshots, "snapshots");
  }

  @Override
  public CapacityRules current(TenantId tenant) {
    return read(documents.newest(tenant));
  }

  @Override
  public boolean hasQueue(TenantId tenant, QueueName queue) {
    return snapshots.queue(tenant, queue).isPresent();
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
      var outcome =
          CapacityChanges.make(command.change(), read(document), queue -> hasQueue(tenant, queue));
      if (!(outcome instanceof Outcome.Changed changed) || !changed.applied()) {
        return outcome;
      }
      var part = changed.rules().content();
      var stored = documents.store(tenant, document, part, deed(command));
      if (stored.isPresent()) {
        return new Outcome.Changed(changed.rules().withVersion(stored.get()), true);
      }
    }
  }

  /**
   * What cannot be read must not lock out who would replace it: an assigned rule is shown and kept
   * as one that takes nothing until another takes its place.
   */
  private static CapacityRules read(RulesDocuments.Document document) {
    return CapacityRules.read(document.content(), CapacityRules.NONE)
        .map(CapacityRules.Reading::rules)
        .orElse(CapacityRules.NONE)
        .withVersion(document.version());
  }

  private static RulesDocuments.Deed deed(Command command) {
    var change = command.change();
    var by = command.changedBy();
    if (change instanceof Change.Assign assign) {
      return RulesDocuments.Deed.assigned(by, "capacity", assign.queue(), assign.rule());
    }
    if (change instanceof Change.Delete delete) {
      return new RulesDocuments.Deed(
          by, Action.DELETE_RULE, "capacity-rule:" + delete.name(), null);
    }
    var name =
        change instanceof Change.Define define ? define.name() : ((Change.Amend) change).name();
    return new RulesDocuments.Deed(by, Action.CHANGE_RULE, "capacity-rule:" + name, null);
  }
}
