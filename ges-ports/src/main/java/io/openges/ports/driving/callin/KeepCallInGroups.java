package io.openges.ports.driving.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callin.CallInGroups;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.UnreadableRulesException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: operators make call-in groups (specification 16). Each effective change is one new
 * version of all the tenant's groups, in force on all nodes at once. Safe for use by many threads
 * at once.
 */
public interface KeepCallInGroups {

  /**
   * Returns the tenant's groups; {@link CallInGroups#NONE} if it never made one.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   * @throws UnreadableRulesException if they are stored in a form that cannot be read here
   */
  CallInGroups current(TenantId tenant);

  /**
   * Makes a change, or says why not and changes nothing.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   * @throws UnreadableRulesException if they are stored in a form that cannot be read here
   */
  Outcome change(Command command);

  /**
   * A change to make.
   *
   * @param tenant whose groups
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

  /** What can be done to a tenant's groups. */
  sealed interface Change {

    /** Returns the name of the group. */
    String name();

    /**
     * Makes a group, or makes it anew. Requests that are open keep their numbers.
     *
     * @param name its name, 1 to 64 characters
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

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The change is in force.
     *
     * @param groups the groups as they are now
     */
    record Changed(CallInGroups groups) implements Outcome {}

    /**
     * The change has errors; nothing changed.
     *
     * @param errors all of them, with paths such as {@code numbers[3]}
     */
    record Invalid(List<Problem> errors) implements Outcome {}

    /** The tenant has no such group; nothing changed. */
    record UnknownGroup() implements Outcome {}

    /**
     * Another version is in force than the expected one; nothing changed.
     *
     * @param version the version in force
     */
    record VersionConflict(int version) implements Outcome {}
  }
}
