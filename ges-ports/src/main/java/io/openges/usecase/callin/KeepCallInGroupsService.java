package io.openges.usecase.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.callin.CallInGroups;
import io.openges.domain.callin.CallInGroups.Reading;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.queue.StoredContent;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import io.openges.ports.driving.queue.UnreadableRulesException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stores a tenant's groups as one document, version by version, like settings: a change is judged
 * on the newest version and stored only if that still is the newest. Nodes ask for the newest
 * version each time, as groups are asked for rarely; what a version says is kept. A version is
 * known by its time, too: one that a failover lost leaves its number to the next. A group that
 * cannot be read, as one of a newer release, stays as it is stored unless it is the one that is
 * made anew.
 */
public final class KeepCallInGroupsService implements KeepCallInGroups {

  private final SettingsStore store;
  private final InstantSource time;
  private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

  /**
   * Makes the service.
   *
   * @param store keeps the groups, and nothing else
   */
  public KeepCallInGroupsService(SettingsStore store, InstantSource time) {
    this.store = requireNonNull(store, "store");
    this.time = requireNonNull(time, "time");
  }

  @Override
  public CallInGroups current(TenantId tenant) {
    return newest(tenant).groups();
  }

  private Known newest(TenantId tenant) {
    var versions = store.history(tenant);
    if (versions.isEmpty()) {
      return Known.NONE;
    }
    var newest = versions.get(0);
    var last = known.get(tenant);
    if (last != null && newest.equals(last.stamp())) {
      return last;
    }
    var content = store
        .find(tenant, newest.version())
        .map(SettingsStore.Publication::content)
        .orElseThrow(() -> new IllegalStateException("call-in groups of " + tenant));
    var groups = CallInGroups.read(content)
        .map(read -> read.withVersion(newest.version()))
        .orElseThrow(() -> new UnreadableRulesException("The call-in groups"));
    var read = new Known(newest, content, groups);
    known.put(tenant, read);
    return read;
  }

  /**
   * The newest version that was looked at.
   *
   * @param stamp when it was stored, null if nothing was
   * @param content what was stored
   * @param groups what of it can be read
   */
  private record Known(
      SettingsStore.@Nullable Stamp stamp, Map<String, Object> content, CallInGroups groups) {

    static final Known NONE = new Known(null, Map.of(), CallInGroups.NONE);

    /** Returns the content after a change, with every group in it that cannot be read. */
    Map<String, Object> amended(CallInGroups after) {
      var amended = new LinkedHashMap<>(content);
      amended.putAll(StoredContent.amended(content, groups.content(), after.content()));
      return amended;
    }
  }

  @Override
  public RuleOutcome<CallInGroups> change(RuleCommand<Change> command) {
    while (true) {
      var newest = newest(command.tenant());
      var before = newest.groups();
      var expected = command.expectedVersion();
      if (expected != null && expected != before.version()) {
        return new RuleOutcome.VersionConflict<>(before.version());
      }
      var outcome = make(command.change(), before);
      if (!(outcome instanceof RuleOutcome.Changed<CallInGroups> changed) || !changed.applied()) {
        return outcome;
      }
      var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
      var document =
          new SettingsStore.Publication(newest.amended(changed.rules()), now, command.changedBy());
      var deed = deed(command, now);
      var stored = store.publish(command.tenant(), before.version(), document, deed);
      if (stored.isPresent()) {
        return new RuleOutcome.Changed<>(changed.rules().withVersion(stored.get()), true);
      }
    }
  }

  private static AuditEntry deed(RuleCommand<Change> command, Instant now) {
    var by = command.changedBy();
    var change = command.change();
    return new AuditEntry(
        command.tenant(),
        now,
        by == null || by.isEmpty() ? AuditEntry.INTERNAL : by,
        change instanceof Change.Delete ? Action.DELETE_GROUP : Action.CHANGE_GROUP,
        "call-in-group:" + change.name(),
        null);
  }

  private static RuleOutcome<CallInGroups> make(Change change, CallInGroups before) {
    if (change instanceof Change.Delete delete) {
      return before.find(delete.name()).isEmpty()
          ? new RuleOutcome.UnknownRule<>()
          : new RuleOutcome.Changed<>(before.without(delete.name()), true);
    }
    var define = (Change.Define) change;
    if (before.groups().size() >= CallInGroups.MAX_GROUPS
        && before.find(define.name()).isEmpty()) {
      return new RuleOutcome.Invalid<>(
          List.of(new Problem("name", "expected at most " + CallInGroups.MAX_GROUPS + " groups")));
    }
    var reading = CallInGroups.readGroup(define.name(), define.content());
    if (reading instanceof Reading.Invalid invalid) {
      return new RuleOutcome.Invalid<>(invalid.errors());
    }
    var after = before.with(((Reading.Valid) reading).group());
    return new RuleOutcome.Changed<>(after, !after.equals(before));
  }
}
