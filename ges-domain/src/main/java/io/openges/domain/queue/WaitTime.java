package io.openges.domain.queue;

/**
 * How long a call would wait in a queue now (specification 3.8): known, or unknown because no call
 * has been there, because no agent is logged in, or because nobody answers.
 *
 * <p>Immutable and thread-safe.
 *
 * @param seconds estimated wait in seconds, 0 or more; -1 when unknown
 * @param knowledge why it is known or not
 */
public record WaitTime(int seconds, Knowledge knowledge) {

  /** No interaction has been in the queue. */
  public static final WaitTime NO_TRAFFIC = new WaitTime(-1, Knowledge.NO_TRAFFIC);

  /** No agent is logged in. */
  public static final WaitTime NO_AGENTS = new WaitTime(-1, Knowledge.NO_AGENTS);

  /** The source of waiting times does not answer. */
  public static final WaitTime UNAVAILABLE = new WaitTime(-1, Knowledge.UNAVAILABLE);

  /**
   * Checks that seconds are there exactly when they are known.
   *
   * @throws IllegalArgumentException if not
   */
  public WaitTime {
    if ((knowledge == Knowledge.KNOWN) != (seconds >= 0) || seconds < -1) {
      throw new IllegalArgumentException(seconds + " s, " + knowledge);
    }
  }

  /** Returns a known wait of {@code seconds}, 0 or more. */
  public static WaitTime ofSeconds(int seconds) {
    return new WaitTime(seconds, Knowledge.KNOWN);
  }

  /** Returns the seconds to reckon with: an unknown wait counts as 0 (specification 6.5). */
  public int orZero() {
    return Math.max(seconds, 0);
  }

  /** Why a wait is known or not. */
  public enum Knowledge {
    /** The figure is valid. */
    KNOWN,
    /** No interaction has been in the queue, or the queue is unknown there. */
    NO_TRAFFIC,
    /** No agent is logged in. */
    NO_AGENTS,
    /** The source does not answer. */
    UNAVAILABLE
  }
}
