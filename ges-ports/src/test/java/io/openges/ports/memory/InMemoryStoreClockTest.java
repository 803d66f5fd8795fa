package io.openges.ports.memory;

import io.openges.ports.contract.StoreClockContract;
import io.openges.ports.driven.time.StoreClock;
import java.time.InstantSource;

class InMemoryStoreClockTest extends StoreClockContract {

  @Override
  protected StoreClock clock() {
    return new InMemoryStoreClock(InstantSource.system());
  }
}
