package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueRules;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import java.util.function.Function;

/**
 * Keeps the rules of one kind, version by version, like settings: a change is judged on the newest
 * version and stored only if that still is the newest. Safe for use by many threads at once.
 *
 * @param <R> the rules
 */
final class RuleKeeper<R extends QueueRules<R>> {

  /** There are as many rules as there may be. */
  static final Problem TOO_MANY =
      new Problem("name", "expected at most " + QueueRules.MAX_RULES + " rules");

  private final RulesDocuments documents;
  private final RulePart<R> part;

  /**
   * Makes the keeper.
   *
   * @param part what it keeps of the documents
   */
  RuleKeeper(RulesDocuments documents, RulePart<R> part) {
    this.documents = requireNonNull(documents, "documents");
    this.part = requireNonNull(part, "part");
  }

  /**
   * Returns the newest rules.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   * @throws io.openges.ports.driving.queue.UnreadableRulesException if they cannot be read
   */
  R current(TenantId tenant) {
    return part.read(documents.newest(tenant));
  }

  /**
   * Makes a rule, or makes it anew.
   *
   * @param judge returns the rules with it, or why it cannot be one; pure
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   * @throws io.openges.ports.driving.queue.UnreadableRulesException if the others cannot be read
   */
  RuleOutcome<R> define(RuleCommand<?> command, String name, Function<R, RuleOutcome<R>> judge) {
    return change(command, RulesDocuments.Deed.changed(command, part.kind(), name), judge);
  }

  /**
   * Removes a rule that no queue has.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   * @throws io.openges.ports.driving.queue.UnreadableRulesException if the others cannot be read
   */
  RuleOutcome<R> delete(RuleCommand<?> command, String name) {
    var deed = RulesDocuments.Deed.deleted(command, part.kind(), name);
    return change(command, deed, before -> without(before, name));
  }

  private RuleOutcome<R> change(
      RuleCommand<?> command, RulesDocuments.Deed deed, Function<R, RuleOutcome<R>> judge) {
    var tenant = command.tenant();
    while (true) {
      var document = documents.newest(tenant);
      var expected = command.expectedVersion();
      if (expected != null && expected != document.version()) {
        return new RuleOutcome.VersionConflict<>(document.version());
      }
      var outcome = judge.apply(part.read(document));
      if (!(outcome instanceof RuleOutcome.Changed<R> changed) || !changed.applied()) {
        return outcome;
      }
      var members = part.write(document, changed.rules());
      var stored = documents.store(tenant, document, members, deed);
      if (stored.isPresent()) {
        return new RuleOutcome.Changed<>(changed.rules().withVersion(stored.get()), true);
      }
    }
  }

  private static <R extends QueueRules<R>> RuleOutcome<R> without(R before, String name) {
    if (!before.rules().containsKey(name)) {
      return new RuleOutcome.UnknownRule<>();
    }
    var queues = before.queuesOf(name);
    return queues.isEmpty()
        ? changed(before, before.without(name))
        : new RuleOutcome.RuleInUse<>(queues);
  }

  /** Says whether there is room for a rule of that name. */
  static boolean hasRoomFor(QueueRules<?> before, String name) {
    return before.rules().size() < QueueRules.MAX_RULES || before.rules().containsKey(name);
  }

  /** Returns the rules after a change that may change nothing. */
  static <R> RuleOutcome<R> changed(R before, R after) {
    return new RuleOutcome.Changed<>(after, !after.equals(before));
  }
}
