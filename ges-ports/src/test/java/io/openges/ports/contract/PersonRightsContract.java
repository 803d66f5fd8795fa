package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.PersonRights;
import io.openges.ports.driven.access.PersonRights.Rights;
import io.openges.ports.driven.access.SignIn.Person;
import io.openges.ports.driven.access.SignIn.UserToken;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link PersonRights} does; one subclass for each implementation. */
@Timeout(120)
public abstract class PersonRightsContract {

  private final Person person = new Person(Callbacks.anyTenant(), "anna", "101");
  private final UserToken token = new UserToken("token-of-anna", Duration.ofHours(1));

  /** Returns what is under test. */
  protected abstract PersonRights rights();

  /** Sets what Configuration tells the person with this token. */
  protected abstract void set(Person person, UserToken token, Rights rights, Set<QueueName> queues);

  /** Stops it for the rest of the test. */
  protected abstract void silence();

  @Test
  void groupsRolesAndTheOptionAreTold() {
    var told = new Rights(
        Set.of("Acme Administrators", "Acmé Managers"), Set.of("Agent"), Optional.of("Monitor"));
    set(person, token, told, Set.of());

    assertThat(rights().of(person, token)).contains(told);
  }

  @Test
  void aPersonMayHaveNone() {
    var none = new Rights(Set.of(), Set.of(), Optional.empty());
    set(person, token, none, Set.of());

    assertThat(rights().of(person, token)).contains(none);
    assertThat(rights().visibleQueues(person, token)).contains(Set.of());
  }

  @Test
  void theQueuesThePersonMayReadAreTold() {
    var queues = Set.of(new QueueName("VQ_FR"), new QueueName("VQ é/😀"));
    set(person, token, new Rights(Set.of(), Set.of(), Optional.empty()), queues);

    assertThat(rights().visibleQueues(person, token)).contains(queues);
  }

  @Test
  void whoMayNotAskIsToldNothing() {
    var stranger = new UserToken("nobodys", Duration.ofHours(1));

    assertThat(rights().of(person, stranger)).isEmpty();
    assertThat(rights().visibleQueues(person, stranger)).isEmpty();
  }

  @Test
  void silenceIsUnavailability() {
    silence();

    assertUnavailable(() -> rights().of(person, token));
    assertUnavailable(() -> rights().visibleQueues(person, token));
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_CONFIGURATION));
  }
}
