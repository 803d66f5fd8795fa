package io.openges.ports.memory;

import io.openges.ports.contract.RequestLogContract;
import io.openges.ports.driven.explain.RequestLog;

class InMemoryRequestLogTest extends RequestLogContract {

  private static final RequestLog LOG = new InMemoryRequestLog();

  @Override
  protected RequestLog log() {
    return LOG;
  }
}
