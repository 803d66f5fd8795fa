package io.openges.app.wiring;

import io.openges.ports.contract.ChanceContract;
import io.openges.ports.driven.callin.Chance;

class SecureChanceTest extends ChanceContract {

  private final Chance chance = new SecureChance();

  @Override
  protected Chance chance() {
    return chance;
  }
}
