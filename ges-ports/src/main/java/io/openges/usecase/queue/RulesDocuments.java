package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.RuleCommand;
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
public final class RulesDocuments {

  /** Where the document holds the region rules; the capacity rules are members of its own. */
  static final String REGIONS = "regions";

  /** Where it holds the number rules. */
  static final String NUMBERS = "numbers";

  private final SettingsStore store;
  private final SettingsSnapshots snapshots;
  private final InstantSource time;
  private final Consumer<TenantId> notices;

  /**
   * Keeps rules.
   *
   * @param store keeps the rules of all kinds, and nothing else
   * @param notices told whose rules changed; best effort, must not throw
   */
  public RulesDocuments(
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
    int version = store.newest(tenant);
    return version == 0
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
    var content = before.with(part, before.version()).content();
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

    /** Returns that a rule is made, or made anew. */
    static Deed changed(RuleCommand<?> command, String kind, String rule) {
      return new Deed(command.changedBy(), Action.CHANGE_RULE, kind + "-rule:" + rule, null);
    }

    /** Returns that a rule is removed. */
    static Deed deleted(RuleCommand<?> command, String kind, String rule) {
      return new Deed(command.changedBy(), Action.DELETE_RULE, kind + "-rule:" + rule, null);
    }

    /** Returns that a queue has other rules from now on. */
    static Deed assigned(@Nullable String by, QueueName queue, String rules) {
      return new Deed(by, Action.ASSIGN_RULE, "queue:" + queue, rules);
    }

    private AuditEntry entry(TenantId tenant, Instant at) {
      var actor = by == null || by.isEmpty() ? AuditEntry.INTERNAL : by;
      return new AuditEntry(tenant, at, actor, action, object, detail);
    }
  }

  /** One version of the document. */
  record Document(int version, Map<String, Object> content) {

    /** Returns the version that has these members in place of its own. */
    Document with(Map<String, Object> members, int newVersion) {
      var changed = new LinkedHashMap<>(content);
      changed.putAll(members);
      return new Document(newVersion, changed);
    }
  }
}
