package io.openges.app.neighbours.gws;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom Authentication lets in, and what Configuration says about the same person.
 * Immutable and thread-safe.
 *
 * @param name of the user; unique
 * @param password null for somebody who only signs in on the page, where none is asked for; never
 *     printed
 * @param ccid the contact center
 * @param dbid id of the person in Configuration, 1 or more
 * @param accessGroups names of access groups
 * @param roles names of roles
 */
public record GwsPerson(
    String name,
    @Nullable String password,
    String ccid,
    int dbid,
    Set<String> accessGroups,
    Set<String> roles) {

  /** The password of everybody who is there to be tried out. */
  public static final String DEMO_PASSWORD = "demo";

  /** Copies the sets. */
  public GwsPerson {
    requireNonNull(name, "name");
    requireNonNull(ccid, "ccid");
    accessGroups = Set.copyOf(accessGroups);
    roles = Set.copyOf(roles);
  }

  /** Returns somebody for each role that GES knows (specification 13), named like the role. */
  public static List<GwsPerson> ofEveryRole(String ccid) {
    return List.of(
        inGroup("administrator", ccid, 101, "Demo Administrators"),
        inGroup("supervisor", ccid, 102, "Demo Supervisors"),
        inGroup("monitor", ccid, 103, "Demo Managers"),
        inGroup("developer", ccid, 104, "Demo Callback Developers"),
        new GwsPerson("devops", DEMO_PASSWORD, ccid, 105, Set.of(), Set.of("Platform Read Only")),
        new GwsPerson("nobody", DEMO_PASSWORD, ccid, 106, Set.of(), Set.of("Agent")));
  }

  private static GwsPerson inGroup(String name, String ccid, int dbid, String group) {
    return new GwsPerson(name, DEMO_PASSWORD, ccid, dbid, Set.of(group), Set.of());
  }

  /** Returns all but the password. */
  @Override
  public String toString() {
    return "GwsPerson[" + name + ", " + ccid + ", " + dbid + "]";
  }
}
