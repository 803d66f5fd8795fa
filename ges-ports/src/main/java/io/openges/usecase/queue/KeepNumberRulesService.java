package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.phone.DialledNumber;
import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberJudgement;
import io.openges.domain.phone.NumberPlan;
import io.openges.domain.phone.NumberRule;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.Numbers;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.queue.KeepNumberRules;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores a tenant's number rules in the document that holds its other rules. */
public final class KeepNumberRulesService implements KeepNumberRules {

  /** How a number is read that is asked about without a queue: as by a row with nothing set. */
  private static final Numbers NO_QUEUE = new Numbers("", "US", null);

  private final RulesDocuments documents;
  private final SettingsSnapshots snapshots;
  private final Knowledge knowledge;

  /**
   * Makes the service.
   *
   * @param store keeps the rules of all kinds, and nothing else
   * @param notices told whose rules changed; best effort, must not throw
   */
  public KeepNumberRulesService(
      SettingsStore store,
      SettingsSnapshots snapshots,
      InstantSource time,
      Consumer<TenantId> notices,
      Knowledge knowledge) {
    this.documents = new RulesDocuments(store, snapshots, time, notices);
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.knowledge = requireNonNull(knowledge, "knowledge");
  }

  /**
   * What is known of telephone numbers.
   *
   * @param plan reads them
   * @param expressions matches them
   */
  public record Knowledge(NumberPlan plan, Expressions expressions) {}

  @Override
  public NumberRules current(TenantId tenant) {
    return read(documents.newest(tenant));
  }

  @Override
  public boolean hasQueue(TenantId tenant, QueueName queue) {
    return snapshots.queue(tenant, queue).isPresent();
  }

  @Override
  public Trial test(Question question) {
    var rules = current(question.tenant());
    var queue = question.queue();
    var numbers = NO_QUEUE;
    if (queue != null) {
      var row = snapshots.queue(question.tenant(), queue);
      if (row.isEmpty()) {
        return new Trial.UnknownQueue();
      }
      numbers = row.get().dialling().numbers();
    }
    var name = question.rule();
    if (name != null && !rules.rules().containsKey(name)) {
      return new Trial.UnknownRule();
    }
    var rule = name != null ? rules.rules().get(name) : queue == null ? null : rules.ruleOf(queue);
    return judge(numbers.dial(question.number().asGiven()), rule);
  }

  private Trial judge(DialledNumber number, @Nullable NumberRule rule) {
    var judgement = NumberJudgement.of(knowledge.plan().read(number), rule);
    return new Trial.Judged(judgement, rule == null ? null : rule.name());
  }

  @Override
  public Outcome change(Command command) {
    var tenant = command.tenant();
    while (true) {
      var document = documents.newest(tenant);
      var expected = command.expectedVersion();
      if (expected != null && expected != document.version()) {
        return new Outcome.VersionConflict(document.version());
      }
      var before = read(document);
      var changes =
          new NumberChanges(before, knowledge.expressions(), queue -> hasQueue(tenant, queue));
      var outcome = changes.make(command.change());
      if (!(outcome instanceof Outcome.Changed changed) || !changed.applied()) {
        return outcome;
      }
      Map<String, Object> part = Map.of(RulesDocuments.NUMBERS, changed.rules().content());
      var stored = documents.store(tenant, document, part, deed(command));
      if (stored.isPresent()) {
        return new Outcome.Changed(changed.rules().withVersion(stored.get()), true);
      }
    }
  }

  private static RulesDocuments.Deed deed(Command command) {
    var change = command.change();
    var by = command.changedBy();
    if (change instanceof Change.Assign assign) {
      return RulesDocuments.Deed.assigned(by, "number", assign.queue(), assign.rule());
    }
    return change instanceof Change.Delete delete
        ? new RulesDocuments.Deed(by, Action.DELETE_RULE, "number-rule:" + delete.name(), null)
        : new RulesDocuments.Deed(
            by, Action.CHANGE_RULE, "number-rule:" + ((Change.Define) change).name(), null);
  }

  /**
   * What cannot be read must not lock out who would replace it: such a rule is shown and kept as
   * one that permits nothing until another takes its place.
   */
  private NumberRules read(RulesDocuments.Document document) {
    var content = document.content().get(RulesDocuments.NUMBERS);
    return NumberRules.read(content, knowledge.expressions())
        .orElse(NumberRules.NONE)
        .withVersion(document.version());
  }
}
