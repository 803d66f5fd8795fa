package io.openges.domain.callback;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;

import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition.Changed;
import io.openges.domain.callback.Transition.Refusal;
import io.openges.domain.callback.Transition.Refused;
import io.openges.domain.callback.Transition.Unchanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges what sessions report (specification 17.2): only the session bound to the current attempt
 * may move the callback, and only along the arrows of specification 6.3.
 *
 * <p>Pure functions. Immutable and thread-safe.
 */
public final class SessionTransitions {

  private static final Map<CallbackState, Set<CallbackState>> ARROWS = Map.of(
      QUEUED, Set.of(ROUTING, PROCESSING, COMPLETED),
      ROUTING, Set.of(QUEUED, PROCESSING, COMPLETED),
      PROCESSING, Set.of(QUEUED, COMPLETED));

  private SessionTransitions() {}

  /**
   * Judges one report.
   *
   * <p>A report for an attempt that was claimed but whose submission is not committed yet is taken:
   * the session can only have started from the stream entry. A change to SCHEDULED is not judged
   * here but by {@link #snooze}.
   *
   * @param now when it came, milliseconds
   */
  public static Transition report(Callback callback, SessionReport report, Instant now) {
    var refusal = refusal(callback, report);
    if (refusal != null) {
      return new Refused(callback, refusal);
    }
    if (isOld(callback, report)) {
      return new Unchanged(callback);
    }
    var change = report.change();
    var held = heldBefore(callback);
    if (change == null || change.state() == held) {
      return isRepeat(callback, report)
          ? new Unchanged(callback)
          : moved(callback, held, report, now);
    }
    if (!ARROWS.getOrDefault(held, Set.of()).contains(change.state())
        || (change.state() == COMPLETED && change.reason() == null)) {
      return new Refused(callback, Refusal.ILLEGAL_TRANSITION);
    }
    return moved(callback, change.state(), report, now);
  }

  /**
   * Ends the attempt and puts the callback off (specification 17.2, rule 5).
   *
   * @param schedule the new schedule, already checked against hours and capacity by the caller
   */
  public static Transition snooze(
      Callback callback, SessionReport report, Schedule schedule, Instant now) {
    var refusal = refusal(callback, report);
    if (refusal != null) {
      return new Refused(callback, refusal);
    }
    if (isOld(callback, report)) {
      return new Unchanged(callback);
    }
    if (!heldBefore(callback).isWithVoicePlatform()) {
      return new Refused(callback, Refusal.ILLEGAL_TRANSITION);
    }
    var ended = callback.attempt();
    var status = callback.status().next(SCHEDULED, null, now);
    var progress = new Callback.Progress(ended.afterEnd(), callback.progress().revocation());
    return new Changed(
        callback,
        callback.with(status, progress).with(schedule),
        events(callback, SCHEDULED, report, "NEW_DESIRED_TIME", now));
  }

  private static @Nullable Refusal refusal(Callback callback, SessionReport report) {
    var attempt = callback.attempt();
    int reported = report.attempt() == null ? 1 : report.attempt();
    if (reported != attempt.number()) {
      return Refusal.STALE_ATTEMPT;
    }
    var bound = attempt.session();
    var id = report.session().id();
    // one that named itself later would be another one that was bound without a name
    if (bound != null && id != null && !bound.id().equals(id)) {
      return Refusal.STALE_ATTEMPT;
    }
    if (callback.state() == COMPLETED) {
      return isRepeatedEnd(callback, report) || isLateWord(callback, report)
          ? null
          : Refusal.ILLEGAL_TRANSITION;
    }
    return callback.state() == SCHEDULED && !attempt.mayBeSubmitted()
        ? Refusal.ILLEGAL_TRANSITION
        : null;
  }

  private static boolean isRepeatedEnd(Callback callback, SessionReport report) {
    var change = report.change();
    return change != null
        && change.state() == COMPLETED
        && callback.status().reason() != null
        && callback.status().reason().equals(change.reason());
  }

  /** Overtaken by the session's own end. One that GES ended must be refused, lest it dials. */
  private static boolean isLateWord(Callback callback, SessionReport report) {
    var reason = callback.status().reason();
    return reason != null && !reason.isOwn() && isOvertaken(callback, report);
  }

  private static boolean isOld(Callback callback, SessionReport report) {
    return callback.state() == COMPLETED || isOvertaken(callback, report);
  }

  private static boolean isOvertaken(Callback callback, SessionReport report) {
    var bound = callback.attempt().session();
    return bound != null && report.seq() != null && report.seq() <= bound.lastSeq();
  }

  /** The state the session sees: a claimed, not yet confirmed callback is QUEUED for it. */
  private static CallbackState heldBefore(Callback callback) {
    return callback.state() == SCHEDULED && callback.attempt().mayBeSubmitted()
        ? QUEUED
        : callback.state();
  }

  private static boolean isRepeat(Callback callback, SessionReport report) {
    return callback.attempt().isStarted()
        && report.dialResult() == null
        && callback.state() != SCHEDULED
        && heard(callback.attempt(), report).equals(callback.attempt().session());
  }

  private static Changed moved(
      Callback callback, CallbackState to, SessionReport report, Instant now) {
    var reason = to == COMPLETED && report.change() != null ? report.change().reason() : null;
    var attempt = callback.attempt();
    return Transitions.changed(
        callback,
        callback.status().next(to, reason, now),
        attempt.heardFrom(heard(attempt, report)),
        events(callback, to, report, reason == null ? null : reason.value(), now));
  }

  /**
   * The change, and what came of dialling: as its note, or before it if it has a note already. A
   * session that only tells its place in the queue, as it may every few seconds, adds nothing.
   */
  private static List<TimelineEvent> events(
      Callback callback,
      CallbackState to,
      SessionReport report,
      @Nullable String note,
      Instant now) {
    var dialled = report.dialResult();
    int attempt = callback.attempt().number();
    if (note == null
        && dialled == null
        && to == callback.state()
        && callback.attempt().isStarted()) {
      return List.of();
    }
    if (note == null || dialled == null) {
      var either = note == null ? dialled : note;
      return List.of(Transitions.event(callback, Actor.ORS, to, attempt, either, now));
    }
    return List.of(
        Transitions.event(callback, Actor.ORS, callback.state(), attempt, dialled, now),
        Transitions.event(callback, Actor.ORS, to, attempt, note, now));
  }

  private static Attempt.Session heard(Attempt attempt, SessionReport report) {
    var known = attempt.session();
    var id = report.session().id();
    var url = report.session().url();
    var standing = report.standing();
    return new Attempt.Session(
        id != null ? id : known == null ? "" : known.id(),
        url != null ? url : known == null ? null : known.url(),
        report.seq() != null ? report.seq() : known == null ? -1 : known.lastSeq(),
        standing.position() != null ? standing.position() : known == null ? null : known.position(),
        standing.waitSeconds() != null
            ? standing.waitSeconds()
            : known == null ? null : known.waitSeconds());
  }
}
