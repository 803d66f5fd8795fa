package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The settings in force, in memory: readers see one version of a tenant's table as a whole and
 * never wait for a store (specification 10.1). {@link #refresh} is to be called at start, after a
 * notice and every few seconds.
 *
 * <p>Safe for use by many threads at once.
 */
public final class SettingsSnapshots {

  private final SettingsStore store;
  private final Map<TenantId, TenantSettings> inForce = new ConcurrentHashMap<>();

  /** Old versions that open callbacks of removed queues still run under. */
  private final Map<Version, TenantSettings> older = new ConcurrentHashMap<>();

  /** Makes snapshots of what {@code store} keeps; empty until the first refresh. */
  public SettingsSnapshots(SettingsStore store) {
    this.store = requireNonNull(store, "store");
  }

  /**
   * Loads what has been published since.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     snapshots stay as they are
   */
  public void refresh() {
    store.versions().forEach((tenant, version) -> {
      if (of(tenant).version() < version) {
        load(tenant, version).ifPresent(settings -> put(tenant, settings));
      }
    });
  }

  /** Returns the tenant's settings in force; {@link TenantSettings#NONE} if it never published. */
  public TenantSettings of(TenantId tenant) {
    return inForce.getOrDefault(tenant, TenantSettings.NONE);
  }

  /** Returns all tenants' settings in force. */
  public Map<TenantId, TenantSettings> all() {
    return Map.copyOf(inForce);
  }

  /** Returns the row in force of a queue, empty if it has none. */
  public Optional<QueueSettings> queue(TenantId tenant, QueueName queue) {
    return of(tenant).queue(queue);
  }

  /**
   * Returns the row a callback is to be dispatched under: the one in force, or, if its queue was
   * removed, the one it was accepted under (10.1, row removed).
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  public Optional<QueueSettings> rowFor(Callback callback) {
    var tenant = callback.key().tenant();
    var row = queue(tenant, callback.queue());
    return row.isPresent() ? row : lastRow(tenant, callback);
  }

  private Optional<QueueSettings> lastRow(TenantId tenant, Callback callback) {
    var version = new Version(tenant, callback.booking().settingsVersion());
    var known = older.get(version);
    if (known == null) {
      known = load(tenant, version.number()).orElse(TenantSettings.NONE);
      older.put(version, known);
    }
    return known.queue(callback.queue());
  }

  private Optional<TenantSettings> load(TenantId tenant, int version) {
    return store
        .find(tenant, version)
        .map(publication -> SettingsTable.read(publication.content()))
        .filter(SettingsTable.Valid.class::isInstance)
        .map(reading -> ((SettingsTable.Valid) reading).settings().withVersion(version));
  }

  private void put(TenantId tenant, TenantSettings settings) {
    inForce.merge(tenant, settings, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
  }

  private record Version(TenantId tenant, int number) {}
}
