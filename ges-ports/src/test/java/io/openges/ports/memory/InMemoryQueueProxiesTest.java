package io.openges.ports.memory;

import io.openges.ports.contract.QueueProxiesContract;
import io.openges.ports.driven.queue.QueueProxies;

class InMemoryQueueProxiesTest extends QueueProxiesContract {

  private final InMemoryQueueProxies proxies = new InMemoryQueueProxies();

  @Override
  protected QueueProxies proxies() {
    return proxies;
  }

  @Override
  protected void silence() {
    proxies.answer(false);
  }
}
