package io.openges.ports.driving.callin;

import io.openges.domain.callin.CallInGroups;
import io.openges.ports.driving.queue.KeepRules;
import java.util.Map;

/**
 * Driving port: operators make call-in groups (specification 16). Each effective change is one new
 * version of all the tenant's groups, in force on all nodes at once. Safe for use by many threads
 * at once.
 */
public interface KeepCallInGroups extends KeepRules<CallInGroups, KeepCallInGroups.Change> {

  /** What can be done to a tenant's groups. */
  sealed interface Change {

    /** Returns the name of the group. */
    String name();

    /**
     * Makes a group, or makes it anew. Requests that are open keep their numbers.
     *
     * @param name its name, 1 to 64 characters, not only blanks
     * @param content plain Java values of its JSON; what is absent has its default
     */
    record Define(String name, Map<String, ?> content) implements Change {}

    /**
     * Removes a group. Requests that are open are matched all the same.
     *
     * @param name its name
     */
    record Delete(String name) implements Change {}
  }
}
