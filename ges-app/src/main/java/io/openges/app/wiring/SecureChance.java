package io.openges.app.wiring;

import io.openges.ports.driven.callin.Chance;
import java.security.SecureRandom;

/** Draws from the system's secure generator. Safe for use by many threads at once. */
final class SecureChance implements Chance {

  private final SecureRandom random = new SecureRandom();

  @Override
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
