package io.openges.ports.memory;

import io.openges.ports.contract.KeyedHashContract;
import io.openges.ports.driven.audit.KeyedHash;

class InMemoryKeyedHashTest extends KeyedHashContract {

  private final InMemoryKeyedHash hash = new InMemoryKeyedHash();

  @Override
  protected KeyedHash hash() {
    return hash;
  }
}
