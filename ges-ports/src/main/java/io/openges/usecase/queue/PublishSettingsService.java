package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.SettingsTable;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.PublishSettings;
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

  /**
   * Makes the service.
   *
   * @param notices told whose settings changed; best effort, must not throw
   */
  public PublishSettingsService(
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
  public Outcome publish(Command command) {
    var reading = SettingsTable.read(command.content());
    return reading instanceof SettingsTable.Valid valid
        ? publish(command, valid.warnings())
        : new Outcome.Invalid(((SettingsTable.Invalid) reading).errors());
  }

  private Outcome publish(Command command, List<SettingsTable.Problem> warnings) {
    while (true) {
      var newest = current(command.tenant());
      int version = newest.map(InForce::version).orElse(0);
      if (command.expectedVersion() != null && command.expectedVersion() != version) {
        return new Outcome.VersionConflict(version);
      }
      if (newest.map(known -> isSame(known, command)).orElse(false)) {
        return new Outcome.Published(version, version, false, warnings);
      }
      var stored = store.publish(command.tenant(), version, publication(command.content()));
      if (stored.isPresent()) {
        snapshots.refresh();
        notices.accept(command.tenant());
        return new Outcome.Published(stored.get(), version, true, warnings);
      }
    }
  }

  @Override
  public Optional<InForce> current(TenantId tenant) {
    var version = store.versions().get(tenant);
    return version == null
        ? Optional.empty()
        : store.find(tenant, version).map(publication -> new InForce(version, publication));
  }

  /** Who published and when does not make a new version (10.1: same content, same version). */
  private static boolean isSame(InForce known, Command command) {
    return table(known.publication().content()).equals(table(command.content()));
  }

  private static Map<String, Object> table(Map<String, Object> content) {
    var table = new java.util.HashMap<>(content);
    table.remove("source");
    return table;
  }

  private SettingsStore.Publication publication(Map<String, Object> content) {
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    return new SettingsStore.Publication(content, now, publisher(content));
  }

  private static @Nullable String publisher(Map<String, Object> content) {
    return content.get("source") instanceof Map<?, ?> source
            && source.get("publishedBy") instanceof String name
        ? name
        : null;
  }
}
