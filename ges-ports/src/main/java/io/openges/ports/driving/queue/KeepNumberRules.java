package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.phone.NumberJudgement;
import io.openges.domain.queue.NumberRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: operators say which numbers a queue may call, and try what a rule does
 * (specification 11). Number rules share their versions with the other kinds of rules: a change of
 * one is a new version of all. Safe for use by many threads at once.
 */
public interface KeepNumberRules {

  /**
   * Returns the tenant's rules as they were last stored; {@link NumberRules#NONE} if it never made
   * one.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  NumberRules current(TenantId tenant);

  /** Says whether the tenant has a queue of that name, to which a rule could be assigned. */
  boolean hasQueue(TenantId tenant, QueueName queue);

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

  /**
   * Makes a change and puts it in force, or says why not and changes nothing.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  Outcome change(Command command);

  /**
   * A change to make.
   *
   * @param tenant whose rules
   * @param change what to do
   * @param expectedVersion the version it is based on, null for any
   * @param changedBy who asks for it, null if unknown
   */
  record Command(
      TenantId tenant,
      Change change,
      @Nullable Integer expectedVersion,
      @Nullable String changedBy) {

    /** Checks that tenant and change are there. */
    public Command {
      requireNonNull(tenant, "tenant");
      requireNonNull(change, "change");
    }
  }

  /** What can be done to a tenant's rules. */
  sealed interface Change {

    /**
     * Makes a rule, or makes it anew.
     *
     * @param name its name, 1 to 64 characters
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

    /**
     * Gives a queue a rule.
     *
     * @param queue a queue with published settings, unless it is to have no rule
     * @param rule the rule's name, null for none
     */
    record Assign(QueueName queue, @Nullable String rule) implements Change {}
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The change is in force.
     *
     * @param rules the rules as they are now
     * @param applied whether anything changed
     */
    record Changed(NumberRules rules, boolean applied) implements Outcome {}

    /**
     * The change has errors; nothing changed.
     *
     * @param errors all of them, with paths such as {@code patterns.1.kind}
     */
    record Invalid(List<SettingsTable.Problem> errors) implements Outcome {

      /** Copies the list. */
      public Invalid {
        errors = List.copyOf(errors);
      }
    }

    /** The tenant has no such rule; nothing changed. */
    record UnknownRule() implements Outcome {}

    /** The tenant has no such queue; nothing changed. */
    record UnknownQueue() implements Outcome {}

    /**
     * The rule cannot go while queues have it; nothing changed.
     *
     * @param queues which
     */
    record RuleInUse(List<QueueName> queues) implements Outcome {

      /** Copies the list. */
      public RuleInUse {
        queues = List.copyOf(queues);
      }
    }

    /**
     * Another version is in force than the expected one; nothing changed.
     *
     * @param version the version in force
     */
    record VersionConflict(int version) implements Outcome {}
  }
}
