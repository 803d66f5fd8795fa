package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.time.Instant;
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

  /** Where it holds the number rules. */
  static final String NUMBERS = "numbers";

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
   * @param deed who does what, for the audit
   * @return the new version, empty if another came first
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<Integer> store(TenantId tenant, Document before, Map<String, Object> part, Deed deed) {
    var content = new LinkedHashMap<>(before.content());
    content.putAll(part);
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    var stored = store.publish(
        tenant,
        before.version(),
        new SettingsStore.Publication(content, now, deed.by()),
        deed.entry(tenant, now));
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

  /**
   * Who does what to a rule.
   *
   * @param by who, null if unknown
   */
  record Deed(
      @Nullable String by,
      Action action,
      String object,
      @Nullable String detail) {

    /** Returns that a rule is given to a queue, or taken from it. */
    static Deed assigned(@Nullable String by, String kind, QueueName queue, @Nullable String rule) {
      var detail = rule == null ? "no " + kind + " rule" : kind + " rule " + rule;
      return new Deed(by, Action.ASSIGN_RULE, "queue:" + queue, detail);
    }

    private AuditEntry entry(TenantId tenant, Instant at) {
      var actor = by == null || by.isEmpty() ? AuditEntry.INTERNAL : by;
      return new AuditEntry(tenant, at, actor, action, object, detail);
    }
  }

  /** One version of the document. */
  record Document(int version, Map<String, Object> content) {}
}
