package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.SCHEDULED;

import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition.Changed;
import io.openges.domain.callback.Transition.Refusal;
import io.openges.domain.callback.Transition.Refused;
import io.openges.domain.callback.Transition.Unchanged;
import java.time.Instant;
import java.util.List;

/**
 * What operators change of a booked callback: its time (specification 6.7) and what was booked
 * (5.1). An attempt that may be under way is to be revoked, and the callback goes on with the next
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
