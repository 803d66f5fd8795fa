package io.openges.ports.driven.dispatch;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;

/**
 * Driven port: the sessions of the orchestration servers. Safe for use by many threads at once.
 * Every implementation passes {@code CallSessionsContract}.
 */
public interface CallSessions {

  /**
   * Asks whether a session runs for an attempt. Never throws: silence is
   * {@link Proof#NONE_ANSWERS}.
   */
  Proof find(CallbackKey key, int attempt);

  /**
   * Sends the event of a revocation to its session. Never throws: silence is
   * {@link Delivery#NO_ANSWER}; sending twice is harmless.
   */
  Delivery tell(CallbackKey key, Revocation revocation);

  /** What the servers say of an attempt. */
  enum Proof {
    /** At least one answers, and none that answers has a session. */
    NO_SESSION,
    /** A session exists. */
    SESSION_EXISTS,
    /** No server answers, or one gave an answer that proves nothing. */
    NONE_ANSWERS
  }

  /** What came of an event. */
  enum Delivery {
    /** The session has it. */
    DELIVERED,
    /** There is no such session any more. */
    GONE,
    /** Nobody answers. */
    NO_ANSWER
  }
}
