package io.openges.ports.driving.queue;

import io.openges.domain.queue.RegionRules;
import java.util.List;

/**
 * Driving port: administrators say which regions of the voice platform a queue prefers
 * (specification 12). Region rules share their versions with the other kinds of rules: a change of
 * one is a new version of all. Safe for use by many threads at once.
 */
public interface KeepRegionRules extends KeepRules<RegionRules, KeepRegionRules.Change> {

  /** Returns the regions that a rule may name: those that have servers, as configured. */
  List<String> regions();

  /** What can be done to a tenant's rules. */
  sealed interface Change {

    /**
     * Makes a rule, or makes it anew.
     *
     * @param name its name, 1 to 64 characters, not only blanks
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
