package io.openges.ports.memory;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.time.StoreClock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Shows the time of a clock of one's own. As thread-safe as that clock. */
public final class InMemoryStoreClock implements StoreClock {

  private final InstantSource clock;

  /** Shows what {@code clock} shows, to the millisecond. */
  public InMemoryStoreClock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
