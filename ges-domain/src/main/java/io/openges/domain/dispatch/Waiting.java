package io.openges.domain.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.ReasonCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a callback is still waiting (specification 24, waiting). Immutable and thread-safe.
 *
 * @param due when it is or was due, and what makes it so
 * @param nextCheck when GES looks at it again by itself, null if only a report or a user moves it
 * @param reasons all that holds it; empty if it has ended, or is due and will be taken any moment
 */
public record Waiting(DueTime due, @Nullable Instant nextCheck, List<Reason> reasons) {

  /** Checks that there is a due time and copies the list. */
  public Waiting {
    requireNonNull(due, "due");
    reasons = List.copyOf(reasons);
  }

  /**
   * One thing that holds a callback. Immutable and thread-safe.
   *
   * @param code what it is
   * @param until when it ends by itself, null if that is not known
   */
  public record Reason(ReasonCode code, @Nullable Instant until) {

    /** Checks that there is a code. */
    public Reason {
      requireNonNull(code, "code");
    }
  }

  /**
   * What only stores and neighbours know, gathered before: the rules fetch nothing. Immutable and
   * thread-safe.
   *
   * @param nextCheck the callback's wake-up time, null if it has none or it is not known
   * @param claimed whether a node holds it under a lease now
   * @param voiceAnswers whether the voice platform's stream answers
   * @param entry what became of the attempt's stream entry
   * @param session what the orchestration servers say of the attempt
   */
  public record Facts(
      @Nullable Instant nextCheck,
      boolean claimed,
      boolean voiceAnswers,
      Entry entry,
      Session session) {

    /** Checks that nothing but the wake-up time is missing. */
    public Facts {
      requireNonNull(entry, "entry");
      requireNonNull(session, "session");
    }

    /** Returns the facts about a callback of which no entry can exist: nobody needs asking. */
    public static Facts beforeSubmission(
        @Nullable Instant nextCheck, boolean claimed, boolean voiceAnswers) {
      return new Facts(nextCheck, claimed, voiceAnswers, Entry.UNKNOWN, Session.UNKNOWN);
    }
  }

  /** What became of a stream entry. */
  public enum Entry {
    /** Nobody was asked, or there was no answer. */
    UNKNOWN,
    /** In the stream, not read yet. */
    UNREAD,
    /** Read, or no longer in the stream. */
    READ
  }

  /** What the orchestration servers say of an attempt. */
  public enum Session {
    /** Nobody was asked. */
    UNKNOWN,
    /** A session exists. */
    EXISTS,
    /** Some answer, and none that answers has a session. */
    NONE,
    /** No server gave an answer that proves anything. */
    NO_ANSWER
  }
}
