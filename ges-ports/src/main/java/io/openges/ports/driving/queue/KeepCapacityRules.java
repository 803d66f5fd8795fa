package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.CapacityRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: operators make capacity rules and assign them to queues (specification 8.2). Each
 * effective change is one new version of all the tenant's rules and assignments. Safe for use by
 * many threads at once.
 */
public interface KeepCapacityRules {

  /**
   * Returns the tenant's rules as they were last stored, which this node's bookings may be judged
   * by a few seconds later; {@link CapacityRules#NONE} if it never made one.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  CapacityRules current(TenantId tenant);

  /** Says whether the tenant has a queue of that name, to which a rule could be assigned. */
  boolean hasQueue(TenantId tenant, QueueName queue);

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
     * @param cellMinutes length of its cells: 30 or 60
     * @param cells the numbers, as a JSON statement; all other cells are blank
     */
    record Define(String name, int cellMinutes, Map<String, ?> cells) implements Change {}

    /**
     * Changes some cells of a rule.
     *
     * @param name its name
     * @param cellMinutes the cells' length from now on, numbers converted; null to leave it
     * @param cells the cells to set or blank, as a JSON statement in the new length
     */
    record Amend(String name, @Nullable Integer cellMinutes, Map<String, ?> cells)
        implements Change {}

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
    record Changed(CapacityRules rules, boolean applied) implements Outcome {}

    /**
     * The change has errors; nothing changed.
     *
     * @param errors all of them, with paths such as {@code capacity.mon.09:15}
     */
    record Invalid(List<SettingsTable.Problem> errors) implements Outcome {}

    /** The tenant has no such rule; nothing changed. */
    record UnknownRule() implements Outcome {}

    /** The tenant has no such queue; nothing changed. */
    record UnknownQueue() implements Outcome {}

    /**
     * The rule cannot go while queues have it; nothing changed.
     *
     * @param queues which
     */
    record RuleInUse(List<QueueName> queues) implements Outcome {}

    /**
     * Another version is in force than the expected one; nothing changed.
     *
     * @param version the version in force
     */
    record VersionConflict(int version) implements Outcome {}
  }
}
