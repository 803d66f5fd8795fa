package io.openges.ports.driving.queue;

import io.openges.domain.queue.RegionRules;
import io.openges.domain.tenant.TenantId;
import java.util.List;

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
   * @throws UnreadableRulesException if they are stored in a form that cannot be read here
   */
  RegionRules current(TenantId tenant);

  /** Returns the regions that a rule may name: those that have servers, as configured. */
  List<String> regions();

  /**
   * Makes a change and puts it in force, or says why not and changes nothing.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   * @throws UnreadableRulesException if they are stored in a form that cannot be read here
   */
  RuleOutcome<RegionRules> change(RuleCommand<Change> command);

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
  }
}
