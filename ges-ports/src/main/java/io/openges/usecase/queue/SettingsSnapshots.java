package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.openges.domain.callback.Callback;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The settings in force, in memory: readers see one version of a tenant's table as a whole, with
 * one version of its capacity rules in it, and never wait for a store (specification 10.1).
 * {@link #refresh} is to be called at start, after a notice and every few seconds.
 *
 * <p>So a node judges a booking by what it knew when the booking came in, which may be some seconds
 * old. No slot ever takes more than the capacity its booking was judged by (8.3): the place is
 * counted in the booking's own transaction. But two nodes may judge by different capacities until
 * both have refreshed, and the larger one then holds, as for a booking made just before the change.
 *
 * <p>Safe for use by many threads at once.
 */
public final class SettingsSnapshots {

  /** A version is a tenant's whole table. */
  private static final int MOST_OLDER = 100;

  private final SettingsStore tables;
  private final SettingsStore rules;
  private final Map<TenantId, InForce> inForce = new ConcurrentHashMap<>();

  /** Old versions that open callbacks of removed queues still run under. */
  private final Map<Version, TenantSettings> older = Collections.synchronizedMap(new Newest());

  /**
   * Makes snapshots; empty until the first refresh.
   *
   * @param tables keeps the published tables
   * @param rules keeps the capacity rules
   */
  public SettingsSnapshots(SettingsStore tables, SettingsStore rules) {
    this.tables = requireNonNull(tables, "tables");
    this.rules = requireNonNull(rules, "rules");
  }

  /**
   * Loads what has been stored since.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     snapshots stay as they are
   */
  public void refresh() {
    rules.versions().forEach((tenant, version) -> {
      if (known(tenant).rules().version() < version) {
        loadRules(tenant, version)
            .ifPresent(fresh ->
                inForce.merge(tenant, InForce.NONE.with(fresh), (old, unused) -> old.with(fresh)));
      }
    });
    tables.versions().forEach((tenant, version) -> {
      if (of(tenant).version() < version) {
        load(tenant, version)
            .ifPresent(fresh ->
                inForce.merge(tenant, InForce.NONE.with(fresh), (old, unused) -> old.with(fresh)));
      }
    });
  }

  /** Returns the tenant's settings in force; {@link TenantSettings#NONE} if it never published. */
  public TenantSettings of(TenantId tenant) {
    return known(tenant).settings();
  }

  /** Returns the settings in force of all tenants that have published. */
  public Map<TenantId, TenantSettings> all() {
    return inForce.entrySet().stream()
        .filter(entry -> entry.getValue().settings().version() > 0)
        .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().settings()));
  }

  /** Returns settings of a tenant, in force or not, with its capacity rules in their rows. */
  public TenantSettings ruled(TenantId tenant, TenantSettings settings) {
    return known(tenant).rules().applyTo(settings);
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
    var known = Optional.ofNullable(older.get(version));
    if (known.isEmpty()) {
      known = load(tenant, version.number());
      known.ifPresent(settings -> older.put(version, settings));
    }
    return known
        .flatMap(settings -> settings.queue(callback.queue()))
        .map(known(tenant).rules()::applyTo);
  }

  private InForce known(TenantId tenant) {
    return inForce.getOrDefault(tenant, InForce.NONE);
  }

  private Optional<CapacityRules> loadRules(TenantId tenant, int version) {
    return rules
        .find(tenant, version)
        .flatMap(document -> CapacityRules.read(document.content()))
        .map(read -> read.withVersion(version));
  }

  private Optional<TenantSettings> load(TenantId tenant, int version) {
    return tables
        .find(tenant, version)
        .map(publication -> SettingsTable.read(publication.content()))
        .filter(SettingsTable.Valid.class::isInstance)
        .map(reading -> ((SettingsTable.Valid) reading).settings().withVersion(version));
  }

  /**
   * What a tenant has in force. Immutable.
   *
   * @param settings the table, with the rules in its rows
   * @param rules the capacity rules
   */
  private record InForce(TenantSettings settings, CapacityRules rules) {

    static final InForce NONE = new InForce(TenantSettings.NONE, CapacityRules.NONE);

    InForce with(TenantSettings fresh) {
      return fresh.version() > settings.version() ? new InForce(rules.applyTo(fresh), rules) : this;
    }

    InForce with(CapacityRules fresh) {
      return fresh.version() > rules.version() ? new InForce(fresh.applyTo(settings), fresh) : this;
    }
  }

  /** Keeps what was asked for last. */
  private static final class Newest extends LinkedHashMap<Version, TenantSettings> {
    private static final long serialVersionUID = 1L;

    Newest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Version, TenantSettings> eldest) {
      return size() > MOST_OLDER;
    }
  }

  private record Version(TenantId tenant, int number) {}
}
