package io.openges.domain.dispatch;

import java.time.Duration;

/**
 * The figures of dispatch (specification 20, own variables). Immutable and thread-safe.
 *
 * @param promotionBuffer how much earlier than desired time minus wait a callback is due
 * @param startTimeout how long a session may take to report before its start is doubted
 * @param maxStartAttempts attempts in a row without a start before giving up, 1 or more
 * @param lease how long a claim holds, 5 to 30 seconds
 */
public record DispatchTerms(
    Duration promotionBuffer, Duration startTimeout, int maxStartAttempts, Duration lease) {

  /** The defaults of the specification. */
  public static final DispatchTerms DEFAULTS =
      new DispatchTerms(Duration.ofMinutes(2), Duration.ofMinutes(2), 3, Duration.ofSeconds(20));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the lease is not 5 to 30 seconds or a figure is negative
   */
  public DispatchTerms {
    if (promotionBuffer.isNegative() || startTimeout.isNegative() || maxStartAttempts < 1) {
      throw new IllegalArgumentException(
          promotionBuffer + ", " + startTimeout + ", " + maxStartAttempts);
    }
    if (lease.compareTo(Duration.ofSeconds(5)) < 0 || lease.compareTo(Duration.ofSeconds(30)) > 0) {
      throw new IllegalArgumentException("lease must be 5 to 30 seconds: " + lease);
    }
  }
}
