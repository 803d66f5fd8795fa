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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators change of a booked callback: its time (specification 6.7), what was booked
 * (specification 5.1), and that nothing personal is left of it (specification 6.9). In the first
 * two an attempt that may be under way is to be revoked, and the callback goes on with the next
 * one; so nobody is dialled at the old time or under the old number.
 *
 * <p>Pure functions. Immutable and thread-safe.
 */
public final class OperatorTransitions {

  private OperatorTransitions() {}

  /**
   * Moves a callback that nobody handles yet; one that is already there stays as it is.
   *
   * @param schedule the new schedule, already checked against hours by the caller
   * @param now the time of the wish
   */
  public static Transition reschedule(Callback callback, Schedule schedule, Instant now) {
    if (callback.state() != SCHEDULED && callback.state() != QUEUED) {
      return new Refused(callback, Refusal.NOT_RESCHEDULABLE);
    }
    var old = callback.schedule();
    if (callback.state() == SCHEDULED
        && old.kind() == schedule.kind()
        && old.desiredTime().equals(schedule.desiredTime())) {
      return new Unchanged(callback);
    }
    return restarted(callback, "RESCHEDULED", now, callback.with(schedule));
  }

  /**
   * Changes what was booked of a callback that waits for its time.
   *
   * @param booking what it is to be; every rule was asked by the caller
   * @param now the time of the wish
   */
  public static Transition edit(Callback callback, Booking booking, Instant now) {
    if (callback.state() != SCHEDULED) {
      return new Refused(callback, Refusal.ILLEGAL_TRANSITION);
    }
    return callback.booking().equals(booking)
        ? new Unchanged(callback)
        : restarted(callback, "EDITED", now, callback.with(booking));
  }

  /**
   * Erases what is personal (specification 6.9). An open callback is completed, unless an agent
   * handles it: then it goes on, emptied. What the voice platform still holds of the attempt, or of
   * those before it, is to be deleted.
   */
  public static Transition erase(Callback callback, Instant now) {
    var state = callback.state();
    if (state == PROCESSING || state == COMPLETED) {
      return callback.booking().isErased() ? new Unchanged(callback) : emptied(callback, now);
    }
    var ended = Transitions.completed(callback, CompletionReason.ERASED, Actor.OPERATOR, now);
    var after = ended.after();
    var revocation = after.progress().revocation();
    var progress = new Callback.Progress(
        after.attempt(), revocation == null ? ofEarlier(callback, now) : revocation);
    return new Changed(
        callback,
        after.with(after.status(), progress).with(callback.booking().erased()),
        ended.events());
  }

  /**
   * An attempt that its session ended left its entry behind; null if there was none before the
   * current one.
   */
  private static @Nullable Revocation ofEarlier(Callback callback, Instant now) {
    int current = callback.attempt().number();
    return current == 1 ? null : entryOf(current - 1, null, now);
  }

  /** No session is told: it has ended, or goes on; only the entry is to go. */
  private static Revocation entryOf(int attempt, @Nullable String entryId, Instant now) {
    var giveUpAt = now.plus(Transitions.TELL_SESSION_FOR);
    return new Revocation(attempt, entryId, null, Revocation.REVOKED, giveUpAt);
  }

  private static @Nullable Revocation erasing(Callback callback, Instant now) {
    var attempt = callback.attempt();
    var pending = callback.progress().revocation();
    if (pending != null) {
      return pending;
    }
    var entry = attempt.submission();
    return attempt.mayBeSubmitted()
        ? entryOf(attempt.number(), entry == null ? null : entry.entryId(), now)
        : ofEarlier(callback, now);
  }

  private static Changed emptied(Callback before, Instant now) {
    var status = before.status();
    var attempt = before.attempt();
    var progress =
        new Callback.Progress(attempt, erasing(before, now), before.progress().absence());
    var event =
        Transitions.event(before, Actor.OPERATOR, before.state(), attempt.number(), "ERASED", now);
    return new Changed(
        before,
        before
            .with(before.booking().erased())
            .with(status.next(before.state(), status.reason(), now), progress),
        List.of(event));
  }

  private static Changed restarted(Callback before, String note, Instant now, Callback changed) {
    var attempt = before.attempt();
    var pending = before.progress().revocation();
    // while an earlier attempt is still to be revoked, the current one is not submitted
    boolean underWay = pending == null && attempt.mayBeSubmitted();
    var progress = underWay
        ? new Callback.Progress(
            attempt.afterEnd(), Transitions.revoke(attempt, Revocation.CANCEL, now))
        : new Callback.Progress(attempt, pending);
    var event = Transitions.event(before, Actor.OPERATOR, SCHEDULED, attempt.number(), note, now);
    return new Changed(
        before, changed.with(before.status().next(SCHEDULED, null, now), progress), List.of(event));
  }
}
