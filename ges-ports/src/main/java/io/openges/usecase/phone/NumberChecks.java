package io.openges.usecase.phone;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.phone.DialledNumber;
import io.openges.domain.phone.NumberJudgement;
import io.openges.domain.phone.NumberPlan;
import io.openges.domain.queue.QueueSettings;
import org.jspecify.annotations.Nullable;

/**
 * Judges numbers as they will be dialled, by the rule of their queue: wherever a number comes in,
 * and again before it is dialled (specification 11). Safe for use by many threads at once.
 */
public final class NumberChecks {

  private final NumberPlan plan;

  /** Makes checks that read numbers with {@code plan}. */
  public NumberChecks(NumberPlan plan) {
    this.plan = requireNonNull(plan, "plan");
  }

  /** Judges a number by the rule in {@code row}. */
  public NumberJudgement judge(QueueSettings row, PhoneNumber number) {
    var numbers = row.dialling().numbers();
    return NumberJudgement.of(plan.read(numbers.dial(number.asGiven())), numbers.rule());
  }

  /** Returns the international form of a number, {@code +} and digits, null if it has none. */
  public @Nullable String e164(DialledNumber number) {
    return plan.read(number).e164();
  }

  /**
   * Says whether a callback that was accepted may still be dialled. A rule that this node cannot
   * read lets it pass: it may be one of a newer release, and completing a callback cannot be
   * undone.
   */
  public boolean mayBeDialled(QueueSettings row, Callback callback) {
    var rule = row.dialling().numbers().rule();
    var judgedBy = rule == null || rule.isReadable() ? row : row.withNumberRule(null);
    return judge(judgedBy, callback.booking().phoneNumber()).isAllowed();
  }
}
