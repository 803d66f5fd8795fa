package io.openges.ports.memory;

import io.openges.ports.contract.CallInUpkeepContract;
import io.openges.ports.driven.callin.CallInRequests;

class InMemoryCallInUpkeepTest extends CallInUpkeepContract {

  private final CallInRequests requests = new InMemoryCallInRequests();

  @Override
  protected CallInRequests requests() {
    return requests;
  }
}
