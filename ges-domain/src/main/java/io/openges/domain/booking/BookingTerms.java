package io.openges.domain.booking;

import java.time.Duration;

/**
 * The figures of the booking rules that are the same for all queues. Immutable and thread-safe.
 *
 * @param nearThreshold a wish nearer than this, or than the wait, is immediate (specification
 *     3.2.1)
 */
public record BookingTerms(Duration nearThreshold) {

  /** How far ahead a callback may be wanted (specification 3.2.2, check 9). */
  public static final Duration HORIZON = Duration.ofDays(14);

  /** How much later than the horizon is let pass, for clocks that differ. */
  public static final Duration HORIZON_GRACE = Duration.ofMinutes(1);

  /** How long past a wish may be and still be read as now (specification 3.2.1, line 2). */
  public static final Duration PAST_GRACE = Duration.ofMinutes(5);

  /** The defaults of the specification. */
  public static final BookingTerms DEFAULTS = new BookingTerms(Duration.ofMinutes(3));
}
