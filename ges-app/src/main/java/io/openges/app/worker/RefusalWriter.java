package io.openges.app.worker;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driving.explain.RefusedRequests;
import java.time.Duration;

/**
 * Writes refused requests a moment after the first of them was noted, so that many are written at
 * once; asks the store nothing while nobody is refused. Not thread-safe; one thread at a time.
 */
public final class RefusalWriter implements Step {

  /** How long requests are gathered. */
  static final Duration GATHERING = Duration.ofMillis(100);

  /** The alarm rings before. */
  static final Duration REST = Duration.ofMinutes(10);

  /** A full buffer of bookings, each with a slot to be looked at in a slow store. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final RefusedRequests refused;
  private boolean gathering;

  /** Makes the step. */
  public RefusalWriter(RefusedRequests refused) {
    this.refused = requireNonNull(refused, "refused");
  }

  @Override
  public Duration longest() {
    return LONGEST;
  }

  @Override
  public Duration run() {
    if (gathering) {
      gathering = false;
      refused.write();
    }
    if (refused.isIdle()) {
      return REST;
    }
    gathering = true;
    return GATHERING;
  }
}
