package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.phone.NumberJudgement;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: operators say which numbers a queue may call, and try what a rule does
 * (specification 11). Number rules share their versions with the other kinds of rules: a change of
 * one is a new version of all. Safe for use by many threads at once.
 */
public interface KeepNumberRules extends KeepRules<NumberRules, KeepNumberRules.Change> {

  /**
   * Judges a number as a booking of it would be judged by the rules as they were last stored;
   * nothing is booked or changed.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Trial test(Question question);

  /**
   * A number to judge.
   *
   * @param tenant whose rules
   * @param number as a customer would write it
   * @param queue whose prefix, country and rule count; null for no prefix and the country US
   * @param rule the rule to judge by in place of the queue's, null for the queue's
   */
  record Question(
      TenantId tenant,
      PhoneNumber number,
      @Nullable QueueName queue,
      @Nullable String rule) {

    /** Checks that tenant and number are there. */
    public Question {
      requireNonNull(tenant, "tenant");
      requireNonNull(number, "number");
    }
  }

  /** What comes of a question. */
  sealed interface Trial {

    /**
     * The number is judged.
     *
     * @param judgement verdict and what decided it
     * @param rule the name of the rule it was judged by, null if by none
     */
    record Judged(NumberJudgement judgement, @Nullable String rule) implements Trial {}

    /** The tenant has no such rule. */
    record UnknownRule() implements Trial {}

    /** The tenant has no such queue. */
    record UnknownQueue() implements Trial {}
  }

  /** What can be done to a tenant's rules. */
  sealed interface Change {

    /**
     * Makes a rule, or makes it anew.
     *
     * @param name its name, 1 to 64 characters, not only blanks
     * @param statement countries and patterns, as a JSON statement; see
     *     {@link io.openges.domain.queue.NumberStatement}
     */
    record Define(String name, Map<String, ?> statement) implements Change {}

    /**
     * Removes a rule that no queue has.
     *
     * @param name its name
     */
    record Delete(String name) implements Change {}
  }
}
