package io.openges.ports.memory;

import io.openges.ports.contract.KnownKeysContract;
import io.openges.ports.driven.tenant.KnownKeys;

class InMemoryKnownKeysTest extends KnownKeysContract {

  private final InMemoryKnownKeys keys = new InMemoryKnownKeys();

  @Override
  protected KnownKeys keys() {
    return keys;
  }
}
