package io.openges.usecase.publication;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.queue.SettingsChanges;
import io.openges.domain.queue.SettingsPatch;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Validates first, then stores with a compare-and-set on the version, then refreshes this node and
 * tells the others: a reader never sees half a publication.
 */
public final class PublishSettingsService implements PublishSettings {

  private final SettingsStore store;
  private final SettingsSnapshots snapshots;
  private final InstantSource time;
  private final Consumer<TenantId> notices;
  private final PublicationImpact impacts;
  private final QueueRemoval removal;

  /**
   * Makes the service.
   *
   * @param notices told whose settings changed; best effort, must not throw
   * @param impacts finds the callbacks that no longer fit
   * @param removal ends the callbacks of removed queues
   */
  public PublishSettingsService(
      SettingsStore store,
      SettingsSnapshots snapshots,
      InstantSource time,
      Consumer<TenantId> notices,
      PublicationImpact impacts,
      QueueRemoval removal) {
    this.store = requireNonNull(store, "store");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.time = requireNonNull(time, "time");
    this.notices = requireNonNull(notices, "notices");
    this.impacts = requireNonNull(impacts, "impacts");
    this.removal = requireNonNull(removal, "removal");
  }

  @Override
  public Outcome publish(Command command) {
    while (true) {
      var plan = plan(command);
      if (!(plan.outcome() instanceof Outcome.Published planned)) {
        return plan.outcome();
      }
      if (plan.isSame()) {
        removal.finish(command.tenant(), planned.version(), command.content());
        return planned;
      }
      var publication = publication(plan.content());
      var stored = store.publish(
          command.tenant(),
          planned.previousVersion(),
          publication,
          audit(command.tenant(), publication, planned));
      if (stored.isPresent()) {
        snapshots.refresh();
        notices.accept(command.tenant());
        removal.begin(command.tenant(), planned.changes(), plan.content());
        return applied(planned, stored.get());
      }
      // somebody else published meanwhile: judge again by what is in force now
    }
  }

  private static Outcome applied(Outcome.Published planned, int version) {
    return new Outcome.Published(
        version,
        planned.previousVersion(),
        true,
        planned.changes(),
        planned.impact(),
        planned.warnings());
  }

  @Override
  public Outcome tryOut(Command command) {
    return plan(command).outcome();
  }

  private Plan plan(Command command) {
    var newest = current(command.tenant());
    int version = newest.map(InForce::version).orElse(0);
    var before = newest.map(known -> known.publication().content()).orElse(Map.of());
    if (command.expectedVersion() != null && command.expectedVersion() != version) {
      return new Plan(before, new Outcome.VersionConflict(version));
    }
    var content = command.form() == Form.PATCH
        ? SettingsPatch.apply(before, command.content())
        : command.content();
    var reading = SettingsTable.read(content);
    if (reading instanceof SettingsTable.Invalid invalid) {
      return new Plan(content, new Outcome.Invalid(invalid.errors()));
    }
    var valid = (SettingsTable.Valid) reading;
    var changes = SettingsChanges.between(before, content);
    boolean same = newest.isPresent() && changes.isEmpty();
    var planned = new Outcome.Published(
        same ? version : version + 1,
        version,
        false,
        changes,
        same ? Impact.NONE : impacts.of(command.tenant(), settings(before), valid.settings()),
        valid.warnings());
    return new Plan(content, planned);
  }

  private static TenantSettings settings(Map<String, Object> content) {
    return SettingsTable.read(content) instanceof SettingsTable.Valid valid
        ? valid.settings()
        : TenantSettings.NONE;
  }

  @Override
  public Optional<InForce> current(TenantId tenant) {
    return find(tenant, store.newest(tenant));
  }

  @Override
  public Optional<InForce> find(TenantId tenant, int version) {
    return store.find(tenant, version).map(publication -> new InForce(version, publication));
  }

  @Override
  public List<SettingsStore.Stamp> history(TenantId tenant) {
    return store.history(tenant);
  }

  /**
   * What is to be done.
   *
   * @param content the whole table
   * @param outcome what would come of it
   */
  private record Plan(Map<String, Object> content, Outcome outcome) {

    /** Whether the table is in force already. */
    boolean isSame() {
      return outcome instanceof Outcome.Published planned
          && planned.version() == planned.previousVersion();
    }
  }

  private SettingsStore.Publication publication(Map<String, Object> content) {
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    return new SettingsStore.Publication(content, now, publisher(content));
  }

  private static AuditEntry audit(
      TenantId tenant, SettingsStore.Publication publication, Outcome.Published planned) {
    var by = publication.publishedBy();
    return new AuditEntry(
        tenant,
        publication.publishedAt(),
        by == null || by.isEmpty() ? AuditEntry.INTERNAL : by,
        Action.PUBLISH,
        "settings",
        "version " + planned.version());
  }

  private static @Nullable String publisher(Map<String, Object> content) {
    return content.get("source") instanceof Map<?, ?> source
            && source.get("publishedBy") instanceof String name
        ? name
        : null;
  }
}
