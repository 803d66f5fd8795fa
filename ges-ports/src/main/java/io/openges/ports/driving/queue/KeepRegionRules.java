package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionRules;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: administrators say which regions of the voice platform a queue prefers
 * (specification 12). Region rules share their versions with capacity rules: a change of either is
 * a new version of both. Safe for use by many threads at once.
 */
public interface KeepRegionRules {

  /**
   * Returns the tenant's rules as they were last stored; {@link RegionRules#NONE} if it never made
   * one.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  RegionRules current(TenantId tenant);

  /** Returns the regions that a rule may name: those that have servers, as configured. */
  List<String> regions();

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
     * @param regions the regions to prefer, best first; at least one, none twice
     */
    record Define(String name, List<String> regions) implements Change {

      /** Copies the list. */
      public Define {
        regions = List.copyOf(regions);
      }
    }

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
    record Changed(RegionRules rules, boolean applied) implements Outcome {}

    /**
     * The change has errors; nothing changed.
     *
     * @param errors all of them, with paths such as {@code regions.1}
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
