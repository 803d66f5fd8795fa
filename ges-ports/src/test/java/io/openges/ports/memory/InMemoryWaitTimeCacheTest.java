package io.openges.ports.memory;

import io.openges.ports.contract.WaitTimeCacheContract;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;

class InMemoryWaitTimeCacheTest extends WaitTimeCacheContract {

  private final MovableTime time = new MovableTime(Callbacks.BOOKED_AT);
  private final InMemoryWaitTimeCache cache = new InMemoryWaitTimeCache(time);

  @Override
  protected WaitTimeCache cache() {
    return cache;
  }

  @Override
  protected void settle() {}

  @Override
  protected void pass(Duration duration) {
    time.advance(duration);
  }
}
