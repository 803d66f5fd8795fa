package io.openges.ports.memory;

import io.openges.domain.queue.QueueName;
import io.openges.ports.contract.PersonRightsContract;
import io.openges.ports.driven.access.PersonRights;
import io.openges.ports.driven.access.SignIn.Person;
import io.openges.ports.driven.access.SignIn.UserToken;
import java.util.Set;

class InMemoryPersonRightsTest extends PersonRightsContract {

  private final InMemoryPersonRights rights = new InMemoryPersonRights();

  @Override
  protected PersonRights rights() {
    return rights;
  }

  @Override
  protected void set(
      Person person, UserToken token, PersonRights.Rights told, Set<QueueName> queues) {
    rights.set(token, told, queues);
  }

  @Override
  protected void silence() {
    rights.answer(false);
  }
}
