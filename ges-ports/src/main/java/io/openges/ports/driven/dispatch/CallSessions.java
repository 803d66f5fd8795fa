package io.openges.ports.driven.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.domain.push.PushOffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Tells a session what became of its offer to the customer: {@code callback.confirmed} with the
   * answer, {@code callback.unconfirmed} without one. Never throws: silence is
   * {@link Delivery#NO_ANSWER}; sending twice is harmless.
   *
   * @param answer what the customer will call, null if nothing was heard in time
   */
  Delivery tell(Running session, PushOffer.@Nullable Answer answer);

  /**
   * Asks whether sessions still run, of all at once; a few dozen at most. Never throws: silence is
   * {@link Presence#UNKNOWN}. Returns an answer for each, in the same order.
   */
  List<Presence> ask(List<Running> sessions);

  /**
   * A session that has started. Immutable and thread-safe.
   *
   * @param key the callback it serves
   * @param attempt the attempt it serves, 1 or more
   * @param session as it introduced itself; it may not have named itself
   */
  record Running(CallbackKey key, int attempt, Attempt.Session session) {

    /** Checks that there is a session. */
    public Running {
      requireNonNull(key, "key");
      requireNonNull(session, "session");
    }
  }

  /** What the servers say of a session. */
  enum Presence {
    /** It runs. */
    RUNS,
    /** Every server that might have it answers that it has no such session. */
    GONE,
    /** A server is silent, or gave an answer that proves nothing. */
    UNKNOWN
  }

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
