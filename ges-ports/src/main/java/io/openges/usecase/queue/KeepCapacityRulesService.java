package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.KeepCapacityRules;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Stores a tenant's rules and assignments as one document, version by version, like settings: a
 * change is judged on the newest version and stored only if that still is the newest.
 */
public final class KeepCapacityRulesService implements KeepCapacityRules {

  private final SettingsStore store;
  private final SettingsSnapshots snapshots;
  private final InstantSource time;
  private final Consumer<TenantId> notices;

  /**
   * Makes the service.
   *
   * @param store keeps the rules, and nothing else
   * @param notices told whose rules changed; best effort, must not throw
   */
  public KeepCapacityRulesService(
      SettingsStore store,
      SettingsSnapshots snapshots,
      InstantSource time,
      Consumer<TenantId> notices) {
    this.store = requireNonNull(store, "store");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.time = requireNonNull(time, "time");
    this.notices = requireNonNull(notices, "notices");
  }

  @Override
  public CapacityRules current(TenantId tenant) {
    var version = store.versions().get(tenant);
    return version == null
        ? CapacityRules.NONE
        : store
            .find(tenant, version)
            .flatMap(document -> CapacityRules.read(document.content()))
            .map(rules -> rules.withVersion(version))
            .orElseThrow(() -> new IllegalStateException("capacity rules of " + tenant));
  }

  @Override
  public boolean hasQueue(TenantId tenant, QueueName queue) {
    return snapshots.queue(tenant, queue).isPresent();
  }

  @Override
  public Outcome change(Command command) {
    while (true) {
      var before = current(command.tenant());
      var expected = command.expectedVersion();
      if (expected != null && expected != before.version()) {
        return new Outcome.VersionConflict(before.version());
      }
      var outcome = CapacityChanges.make(
          command.change(), before, queue -> hasQueue(command.tenant(), queue));
      if (!(outcome instanceof Outcome.Changed changed) || !changed.applied()) {
        return outcome;
      }
      var stored = store.publish(command.tenant(), before.version(), document(changed, command));
      if (stored.isPresent()) {
        snapshots.refresh();
        notices.accept(command.tenant());
        return new Outcome.Changed(changed.rules().withVersion(stored.get()), true);
      }
    }
  }

  private SettingsStore.Publication document(Outcome.Changed changed, Command command) {
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    return new SettingsStore.Publication(changed.rules().content(), now, command.changedBy());
  }
}
