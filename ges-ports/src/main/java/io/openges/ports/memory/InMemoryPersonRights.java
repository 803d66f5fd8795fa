package io.openges.ports.memory;

import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.PersonRights;
import io.openges.ports.driven.access.SignIn.Person;
import io.openges.ports.driven.access.SignIn.UserToken;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Rights that somebody sets; nobody else may ask. Safe for use by many threads at once. */
public final class InMemoryPersonRights implements PersonRights {

  private final Map<String, Known> people = new ConcurrentHashMap<>();
  private volatile boolean isSilent;

  /** Sets what the person with this token may. */
  public void set(UserToken token, Rights rights, Set<QueueName> queues) {
    people.put(token.value(), new Known(rights, Set.copyOf(queues)));
  }

  /** Makes it answer, or fail. */
  public void answer(boolean doesAnswer) {
    isSilent = !doesAnswer;
  }

  @Override
  public Optional<Rights> of(Person person, UserToken token) {
    return known(token).map(Known::rights);
  }

  @Override
  public Optional<Set<QueueName>> visibleQueues(Person person, UserToken token) {
    return known(token).map(Known::queues);
  }

  private Optional<Known> known(UserToken token) {
    if (isSilent) {
      throw new DependencyUnavailableException(Dependency.GWS_CONFIGURATION, "rights");
    }
    return Optional.ofNullable(people.get(token.value()));
  }

  private record Known(Rights rights, Set<QueueName> queues) {}
}
