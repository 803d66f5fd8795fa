package io.openges.domain.queue;

/**
 * Who dials whom (specification 1).
 *
 * <p>Immutable and thread-safe.
 */
public enum CallDirection {
  /** The contact center dials the customer. */
  USERTERMINATED,
  /** The customer dials after a push notification. */
  USERORIGINATED
}
