package io.openges.ports.memory;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.WaitTimesContract;
import io.openges.ports.driven.queue.WaitTimes;

class InMemoryWaitTimesTest extends WaitTimesContract {

  private final InMemoryWaitTimes waitTimes = new InMemoryWaitTimes();

  @Override
  protected WaitTimes waitTimes() {
    return waitTimes;
  }

  @Override
  protected void say(TenantId tenant, QueueName queue, WaitTime time) {
    waitTimes.set(tenant, queue, time);
  }

  @Override
  protected void silence() {
    waitTimes.answer(false);
  }
}
