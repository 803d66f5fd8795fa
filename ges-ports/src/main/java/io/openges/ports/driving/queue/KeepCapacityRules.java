package io.openges.ports.driving.queue;

import io.openges.domain.queue.CapacityRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: operators make capacity rules, which {@link AssignRules} gives to queues
 * (specification 8.2). Each effective change is one new version of all the tenant's rules and
 * assignments. Safe for use by many threads at once.
 */
public interface KeepCapacityRules extends KeepRules<CapacityRules, KeepCapacityRules.Change> {

  /** What can be done to a tenant's rules. */
  sealed interface Change {

    /**
     * Makes a rule, or makes it anew.
     *
     * @param name its name, 1 to 64 characters, not only blanks
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
  }
}
