package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.CapacityRules;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's rules of every kind, stored as one document, version by version, like settings: who
 * changes one kind leaves the parts of the others as they are. Safe for use by many threads at
 * once.
 */
final class RulesDocuments {

  /** Where the document holds the region rules; the capacity rules are its other members. */
  static final String REGIONS = "regions";

  private final SettingsStore store;
  private final SettingsSnapshots snapshots;
  private final InstantSource time;
  private final Consumer<TenantId> notices;

  RulesDocuments(
      SettingsStore store,
      SettingsSnapshots snapshots,
      InstantSource time,
      Consumer<TenantId> notices) {
    this.store = requireNonNull(store, "store");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.time = requireNonNull(time, "time");
    this.notices = requireNonNull(notices, "notices");
  }

  /**
   * Returns the newest document, or the one of a tenant that never made a rule.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Document newest(TenantId tenant) {
    var version = store.versions().get(tenant);
    return version == null
        ? new Document(0, CapacityRules.NONE.content())
        : store
            .find(tenant, version)
            .map(stored -> new Document(version, stored.content()))
            .orElseThrow(() -> unreadable(tenant));
  }

  /**
   * Stores the next version and puts it in force, unless another one came first.
   *
   * @param before what the change was judged by
   * @param part the members that change; all others stay
   * @return the new version, empty if another came first
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<Integer> store(
      TenantId tenant, Document before, Map<String, Object> part, @Nullable String changedBy) {
    var content = new LinkedHashMap<>(before.content());
    content.putAll(part);
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    var stored = store.publish(
        tenant, before.version(), new SettingsStore.Publication(content, now, changedBy));
    stored.ifPresent(version -> {
      snapshots.refresh();
      notices.accept(tenant);
    });
    return stored;
  }

  /** Returns what is thrown when a document is not what was once stored. */
  static IllegalStateException unreadable(TenantId tenant) {
    return new IllegalStateException("rules of " + tenant);
  }

  /** One version of the document. */
  record Document(int version, Map<String, Object> content) {}
}
