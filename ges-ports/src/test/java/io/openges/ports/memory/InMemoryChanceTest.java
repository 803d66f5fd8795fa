package io.openges.ports.memory;

import io.openges.ports.contract.ChanceContract;
import io.openges.ports.driven.callin.Chance;

class InMemoryChanceTest extends ChanceContract {

  private final Chance chance = new InMemoryChance();

  @Override
  protected Chance chance() {
    return chance;
  }
}
