package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.openges.domain.callback.Callback;
import io.openges.domain.phone.Expressions;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SettingsVersions;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, in memory: readers see one version of a tenant's table as a whole, with
 * one version of its rules in it, and never wait for a store (specification 10.1). {@link #refresh}
 * is to be called at start, after a notice and every few seconds.
 *
 * <p>So a node judges by what it knows, which may be some seconds old, or older if the node was
 * paused. That never oversells a slot (specification 8.3): whoever takes a place says by which
 * {@linkplain #current versions} it was judged, and is to {@linkplain #refreshPast refresh} and
 * judge again if they are no longer the newest when the place is counted.
 *
 * <p>A stored version that cannot be read, as one of a newer release, changes nothing: the last one
 * that could be read stays in force, and {@link #unreadable} tells. A queue whose capacity rule or
 * number rule was never readable takes no bookings.
 *
 * <p>Safe for use by many threads at once.
 */
public final class SettingsSnapshots {

  /** A version is a tenant's whole table. */
  private static final int MOST_OLDER = 100;

  private final SettingsStore tables;
  private final SettingsStore rules;
  private final Expressions expressions;
  private final Map<TenantId, InForce> inForce = new ConcurrentHashMap<>();
  private final Map<TenantId, Instant> publishedAt = new ConcurrentHashMap<>();
  private final Set<Unreadable> unreadable = ConcurrentHashMap.newKeySet();
  private final Object refreshing = new Object();

  /** Old versions that open callbacks of removed queues still run under. */
  private final Map<Version, TenantSettings> older = Collections.synchronizedMap(new Newest());

  /**
   * Makes snapshots; empty until the first refresh.
   *
   * @param tables keeps the published tables
   * @param rules keeps the rules of all kinds
   * @param expressions makes matchers of the expressions in number rules
   */
  public SettingsSnapshots(SettingsStore tables, SettingsStore rules, Expressions expressions) {
    this.tables = requireNonNull(tables, "tables");
    this.rules = requireNonNull(rules, "rules");
    this.expressions = requireNonNull(expressions, "expressions");
  }

  /**
   * Loads what has been stored since: whatever differs, for a store that was restored or failed
   * over may have lost publications, and gives their numbers to others. Calls wait for each other.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     snapshots stay as they are
   */
  public void refresh() {
    // one at a time: who asked first must not put in force last what it was answered
    synchronized (refreshing) {
      refreshRules();
      refreshTables();
    }
  }

  private void refreshRules() {
    var newest = rules.versions();
    newest.forEach((tenant, version) -> {
      if (known(tenant).rules().newest() != version) {
        rules.find(tenant, version).ifPresent(stored -> takeRules(tenant, version, stored));
      }
    });
    inForce.replaceAll((tenant, known) ->
        newest.containsKey(tenant) || known.rules().newest() == 0 ? known : known.withoutRules());
  }

  private void refreshTables() {
    var newest = tables.versions();
    newest.forEach((tenant, version) -> {
      if (known(tenant).newestTable() != version) {
        tables.find(tenant, version).ifPresent(stored -> takeTable(tenant, version, stored));
      }
    });
    inForce.replaceAll((tenant, known) ->
        newest.containsKey(tenant) || known.newestTable() == 0 ? known : known.withoutTable());
  }

  private void takeTable(TenantId tenant, int version, SettingsStore.Publication stored) {
    if (version < known(tenant).newestTable()) {
      // the store has lost publications, and their numbers will be given again
      older.keySet().removeIf(one -> one.tenant().equals(tenant));
    }
    var table = read(tenant, version, stored).orElse(null);
    inForce.compute(tenant, (t, old) -> orNone(old).withTable(version, table));
    publishedAt.put(tenant, stored.publishedAt());
  }

  /**
   * Returns when the newest table this node has seen was published: nothing was due under it
   * before. {@link Instant#EPOCH} if there is none.
   */
  public Instant publishedAt(TenantId tenant) {
    return publishedAt.getOrDefault(tenant, Instant.EPOCH);
  }

  /**
   * Loads what has been stored since {@code judgedBy} was {@linkplain #current current}, unless
   * somebody has meanwhile: of many who judged by the same old settings one asks the store.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  public void refreshPast(TenantId tenant, SettingsVersions judgedBy) {
    synchronized (refreshing) {
      if (known(tenant).versions().equals(judgedBy)) {
        refresh();
      }
    }
  }

  /** Returns the tenant's settings in force, and which versions they are. */
  public Current current(TenantId tenant) {
    var known = known(tenant);
    return new Current(known.settings(), known.versions());
  }

  /**
   * The settings in force on this node. Immutable.
   *
   * @param settings the table, with the rules in its rows
   * @param versions the newest versions this node has seen, readable or not
   */
  public record Current(TenantSettings settings, SettingsVersions versions) {}

  /** Returns the stored versions that this node met and could not read, ever; never fewer. */
  public Set<Unreadable> unreadable() {
    return Set.copyOf(unreadable);
  }

  /** A kind of settings. */
  public enum Kind {
    /** A published table. */
    TABLE,
    /** The rules of all kinds, which are stored as one. */
    RULES
  }

  /** A stored version of which at least a part cannot be read. */
  public record Unreadable(TenantId tenant, Kind kind, int version) {}

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

  /** Returns settings of a tenant, in force or not, with its rules in their rows. */
  public TenantSettings ruled(TenantId tenant, TenantSettings settings) {
    return known(tenant).rules().applyTo(settings);
  }

  /** Returns the row in force of a queue, empty if it has none. */
  public Optional<QueueSettings> queue(TenantId tenant, QueueName queue) {
    return of(tenant).queue(queue);
  }

  /**
   * Returns the regions a queue prefers, best first; empty if it has no rule (specification 12).
   */
  public List<String> regions(TenantId tenant, QueueName queue) {
    return known(tenant).rules().regions().rules().preferredBy(queue);
  }

  /**
   * Returns the row a callback is to be dispatched under: the one in force, or, if its queue was
   * removed, the one it was accepted under (specification 10.1, row removed).
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

  private static InForce orNone(@Nullable InForce known) {
    return known == null ? InForce.NONE : known;
  }

  private void takeRules(TenantId tenant, int version, SettingsStore.Publication stored) {
    var known = requireNonNull(inForce.compute(
        tenant, (t, old) -> orNone(old).withRules(version, stored.content(), expressions)));
    if (known.rules().newest() == version && !known.rules().isWhole()) {
      unreadable.add(new Unreadable(tenant, Kind.RULES, version));
    }
  }

  private Optional<TenantSettings> load(TenantId tenant, int version) {
    return tables.find(tenant, version).flatMap(stored -> read(tenant, version, stored));
  }

  private Optional<TenantSettings> read(
      TenantId tenant, int version, SettingsStore.Publication stored) {
    if (SettingsTable.read(stored.content()) instanceof SettingsTable.Valid valid) {
      return Optional.of(valid.settings().withVersion(version));
    }
    unreadable.add(new Unreadable(tenant, Kind.TABLE, version));
    return Optional.empty();
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
