package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.SCHEDULED;

import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition.Changed;
import io.openges.domain.callback.Transition.Refusal;
import io.openges.domain.callback.Transition.Refused;
import io.openges.domain.callback.Transition.Unchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes GES itself and its users make to a callback (specification 6.3); what sessions report
 * is judged by {@link SessionTransitions}.
 *
 * <p>Pure functions. Immutable and thread-safe.
 */
public final class Transitions {

  /** How long a session is told of a cancellation before GES gives up (specification 6.6). */
  public static final Duration TELL_SESSION_FOR = Duration.ofMinutes(10);

  private Transitions() {}

  /**
   * Cancels on behalf of {@code actor}. An attempt that may be under way is to be revoked.
   *
   * @param now the time of the wish
   */
  public static Transition cancel(
      Callback callback, CompletionReason reason, Actor actor, Instant now) {
    if (callback.state() == COMPLETED && isCancellation(callback.status().reason())) {
      return new Unchanged(callback);
    }
    if (callback.state() == COMPLETED || callback.state() == PROCESSING) {
      return new Refused(callback, Refusal.NOT_CANCELLABLE);
    }
    return completed(callback, reason, actor, now);
  }

  /**
   * Ends a callback that waits: expiry, closed office, refused number, failed submission. A
   * callback an agent is handling is left alone.
   */
  public static Transition complete(Callback callback, CompletionReason reason, Instant now) {
    if (callback.state() == COMPLETED) {
      return new Unchanged(callback);
    }
    if (callback.state() == PROCESSING && !reason.equals(CompletionReason.SESSION_LOST)) {
      return new Refused(callback, Refusal.ILLEGAL_TRANSITION);
    }
    return completed(callback, reason, Actor.GES, now);
  }

  /**
   * Ends a callback that is still open when its record has to be deleted (specification 6.8):
   * nobody has served it, or its session has never said how it ended.
   */
  public static Transition outlive(Callback callback, Instant now) {
    var reason = callback.state() == PROCESSING
        ? CompletionReason.SESSION_LOST
        : CompletionReason.EXPIRED_TTL;
    return complete(callback, reason, now);
  }

  /**
   * Records that the current attempt's stream entry exists; a SCHEDULED callback is thereby
   * promoted.
   *
   * @param attempt the attempt the entry was written for; another than the current one is refused
   */
  public static Transition submitted(
      Callback callback, int attempt, Attempt.Submission entry, Instant now) {
    var current = callback.attempt();
    if (callback.state() == COMPLETED || attempt != current.number()) {
      return new Refused(callback, Refusal.STALE_ATTEMPT);
    }
    if (current.submission() != null) {
      return new Unchanged(callback);
    }
    var state = callback.state() == SCHEDULED ? QUEUED : callback.state();
    return changed(
        callback,
        callback.status().next(state, null, now),
        current.submitted(entry),
        List.of(event(callback, Actor.GES, state, attempt, "SUBMITTED", now)));
  }

  /** Gives up an attempt whose session provably did not start, and prepares the next one. */
  public static Transition resubmit(Callback callback, Instant now) {
    var current = callback.attempt();
    if (callback.state() != QUEUED || current.isStarted()) {
      return new Refused(callback, Refusal.ILLEGAL_TRANSITION);
    }
    return new Changed(
        callback,
        callback.with(
            callback.status().next(QUEUED, null, now),
            new Callback.Progress(
                current.afterNoStart(), revoke(current, Revocation.REVOKED, now))),
        List.of(event(callback, Actor.GES, QUEUED, current.number(), "NOT_STARTED", now)));
  }

  /** Records that the pending revocation is done, or given up. */
  public static Transition revoked(Callback callback, Instant now) {
    if (callback.progress().revocation() == null) {
      return new Unchanged(callback);
    }
    var status = callback.status();
    return new Changed(
        callback,
        callback.with(
            status.next(callback.state(), status.reason(), now),
            new Callback.Progress(callback.attempt(), null)),
        List.of());
  }

  private static boolean isCancellation(@Nullable CompletionReason reason) {
    return CompletionReason.CANCELLED.equals(reason)
        || CompletionReason.CANCELLED_BY_OPERATOR.equals(reason)
        || CompletionReason.CUSTOMER_CALLED_IN.equals(reason);
  }

  static Changed completed(Callback callback, CompletionReason reason, Actor actor, Instant now) {
    var attempt = callback.attempt();
    var pending = callback.progress().revocation();
    // while an earlier attempt is still to be revoked, the current one is not submitted
    var revocation = pending == null && attempt.mayBeSubmitted()
        ? revoke(attempt, Revocation.CANCEL, now)
        : pending;
    return new Changed(
        callback,
        callback.with(
            callback.status().next(COMPLETED, reason, now),
            new Callback.Progress(attempt, revocation)),
        List.of(event(callback, actor, COMPLETED, attempt.number(), reason.value(), now)));
  }

  static Revocation revoke(Attempt attempt, String event, Instant now) {
    var entry = attempt.submission();
    return new Revocation(
        attempt.number(),
        entry == null ? null : entry.entryId(),
        attempt.session(),
        event,
        now.plus(TELL_SESSION_FOR));
  }

  static Changed changed(
      Callback before, Status status, Attempt attempt, List<TimelineEvent> events) {
    var progress = new Callback.Progress(attempt, before.progress().revocation());
    return new Changed(before, before.with(status, progress), events);
  }

  static TimelineEvent event(
      Callback callback,
      Actor actor,
      CallbackState to,
      int attempt,
      @Nullable String note,
      Instant now) {
    return new TimelineEvent(now, actor, callback.state(), to, attempt, note);
  }
}
