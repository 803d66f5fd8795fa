package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a wish to change a callback leads to; a value, so that whoever stores it can do so with a
 * compare-and-set on the version. Immutable and thread-safe.
 */
public sealed interface Transition {

  /**
   * The callback changes.
   *
   * @param before the snapshot the decision was made on
   * @param after what is to be stored if the stored version is still that of {@code before}
   * @param events what to add to the timeline, in order; may be none
   */
  record Changed(Callback before, Callback after, List<TimelineEvent> events)
      implements Transition {

    /** Copies the list. */
    public Changed {
      requireNonNull(before, "before");
      requireNonNull(after, "after");
      events = List.copyOf(events);
    }

    /**
     * Says whether this ends, moves or edits the callback without an attempt to revoke: right only
     * if no attempt was claimed that {@code before} does not know of.
     */
    public boolean needsKnownClaims() {
      return before.state().isOpen()
          && after.progress().revocation() == null
          && after.attempt().number() == before.attempt().number()
          && (!after.state().isOpen() || isNewWish());
    }

    private boolean isNewWish() {
      return !before.booking().equals(after.booking())
          || !before.schedule().desiredTime().equals(after.schedule().desiredTime());
    }
  }

  /**
   * Everything is already as wished; the answer is a success and nothing is stored.
   *
   * @param callback as it is
   */
  record Unchanged(Callback callback) implements Transition {}

  /**
   * The change is not legal; nothing is stored.
   *
   * @param callback as it is
   * @param why the reason
   */
  record Refused(Callback callback, Refusal why) implements Transition {}

  /** Why a change is not legal. */
  enum Refusal {
    /** The report is for an attempt that is not the current one, or from another session of it. */
    STALE_ATTEMPT,
    /** The state machine has no such arrow (specification 6.3). */
    ILLEGAL_TRANSITION,
    /** An agent is handling it, or it is completed for another reason. */
    NOT_CANCELLABLE,
    /** Somebody handles it, or it is completed (specification 6.7). */
    NOT_RESCHEDULABLE
  }
}
