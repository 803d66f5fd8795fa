package io.openges.ports.driven.access;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.access.SignIn.Person;
import io.openges.ports.driven.access.SignIn.UserToken;
import java.util.Optional;
import java.util.Set;

/**
 * Driven port: what Genesys Configuration says of a person, asked in the person's own name
 * (specification 13). Safe for use by many threads at once. Every implementation passes
 * {@code PersonRightsContract}.
 */
public interface PersonRights {

  /**
   * Returns the groups and roles of a person.
   *
   * @return empty if Configuration does not let the person ask
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is no useful answer
   */
  Optional<Rights> of(Person person, UserToken token);

  /**
   * Returns the queues whose objects the person may read (line-of-business segmentation).
   *
   * @return empty if Configuration does not let the person ask
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is no useful answer
   */
  Optional<Set<QueueName>> visibleQueues(Person person, UserToken token);

  /**
   * What decides what a person may do.
   *
   * @param accessGroups names of access groups, as they are written there
   * @param roles names of roles
   * @param roleOption what the annex of the person says of this; it overrides the groups
   */
  record Rights(Set<String> accessGroups, Set<String> roles, Optional<String> roleOption) {

    /** Copies the sets. */
    public Rights {
      accessGroups = Set.copyOf(accessGroups);
      roles = Set.copyOf(roles);
      requireNonNull(roleOption, "roleOption");
    }
  }
}
