package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That the voice platform has denied a running session, so often in a row and for so long
 * (specification 6.6, rule 7). Forgotten as soon as the session reports. Immutable and thread-safe.
 *
 * @param polls how often in a row there was no such session, 1 or more
 * @param since when that was heard first, milliseconds, UTC
 */
public record Absence(int polls, Instant since) {

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Absence {
    requireNonNull(since, "since");
    if (polls < 1) {
      throw new IllegalArgumentException("polls: " + polls);
    }
  }
}
