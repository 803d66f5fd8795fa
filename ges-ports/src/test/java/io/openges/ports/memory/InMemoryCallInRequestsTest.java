package io.openges.ports.memory;

import io.openges.ports.contract.CallInRequestsContract;
import io.openges.ports.driven.callin.CallInRequests;

class InMemoryCallInRequestsTest extends CallInRequestsContract {

  private final CallInRequests requests = new InMemoryCallInRequests();

  @Override
  protected CallInRequests requests() {
    return requests;
  }
}
