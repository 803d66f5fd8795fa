package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.phone.DialledNumber;
import io.openges.domain.phone.Expressions;
import io.openges.domain.phone.NumberJudgement;
import io.openges.domain.phone.NumberPlan;
import io.openges.domain.phone.NumberRule;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.NumberStatement;
import io.openges.domain.queue.QueueSettings.Numbers;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.KeepNumberRules;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores a tenant's number rules in the document that holds its other rules. */
public final class KeepNumberRulesService implements KeepNumberRules {

  /** How a number is read that is asked about without a queue: as by a row with nothing set. */
  private static final Numbers NO_QUEUE = new Numbers("", "US", null);

  private final RuleKeeper<NumberRules> keeper;
  private final SettingsSnapshots snapshots;
  private final Knowledge knowledge;

  /**
   * Makes the service.
   *
   * @param documents the rules of all kinds
   */
  public KeepNumberRulesService(
      RulesDocuments documents, SettingsSnapshots snapshots, Knowledge knowledge) {
    this.keeper = new RuleKeeper<>(documents, RulePart.numbers(knowledge.expressions()));
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.knowledge = knowledge;
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
    return keeper.current(tenant);
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
  public RuleOutcome<NumberRules> change(RuleCommand<Change> command) {
    var change = command.change();
    if (change instanceof Change.Delete delete) {
      return keeper.delete(command, delete.name());
    }
    var define = (Change.Define) change;
    return keeper.define(command, define.name(), before -> define(define, before));
  }

  private RuleOutcome<NumberRules> define(Change.Define define, NumberRules before) {
    if (!RuleKeeper.hasRoomFor(before, define.name())) {
      return new RuleOutcome.Invalid<>(List.of(RuleKeeper.TOO_MANY));
    }
    var reading = NumberStatement.read(define.name(), define.statement(), knowledge.expressions());
    return reading instanceof NumberStatement.Reading.Valid valid
        ? RuleKeeper.changed(before, before.with(valid.rule()))
        : new RuleOutcome.Invalid<>(((NumberStatement.Reading.Invalid) reading).errors());
  }
}
