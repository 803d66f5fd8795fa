package io.openges.ports.memory;

import io.openges.ports.contract.SealingContract;
import io.openges.ports.driven.credential.Sealing;

class InMemorySealingTest extends SealingContract {

  private final InMemorySealing sealing = new InMemorySealing();

  @Override
  protected Sealing sealing() {
    return sealing;
  }
}
