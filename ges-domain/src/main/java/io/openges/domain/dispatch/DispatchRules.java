package io.openges.domain.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Schedule;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.QueueSettings.AfterHoursPolicy;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a callback is due and what to do with it when it wakes (specifications 6.5, 6.6, 6.8).
 *
 * <p>Pure functions of callback, settings, waiting time and now. Immutable and thread-safe.
 */
public final class DispatchRules {

  /** How far ahead a next opening is looked for. */
  private static final Duration LOOK_AHEAD = Duration.ofDays(366);

  private final DispatchTerms terms;

  /** Makes the rules with the given figures. */
  public DispatchRules(DispatchTerms terms) {
    this.terms = requireNonNull(terms, "terms");
  }

  /** Returns the figures. */
  public DispatchTerms terms() {
    return terms;
  }

  /**
   * Returns when the callback is due: an immediate one at once, or at its desired time if it was
   * put off; a scheduled one earlier than desired by the wait and the buffer, never before the
   * opening of its interval (specification 6.5); one that waits to be handed over once more since
   * it does.
   */
  public Instant due(Callback callback, QueueSettings settings, WaitTime wait) {
    return callback.state() == CallbackState.QUEUED
        ? callback.status().updatedAt()
        : dueTime(callback, settings, wait).at();
  }

  /**
   * Returns when a callback with this schedule that is still to be handed over is to be looked at
   * first: when it would be due if its office never closed. Hours may change until then, and
   * whoever slept until an opening would miss one that was moved forward; so only what is near has
   * to be woken when hours change.
   */
  public Instant firstLook(Schedule schedule, WaitTime wait) {
    return schedule.kind() == CallbackKind.IMMEDIATE
        ? schedule.desiredTime()
        : new DueTime(
                schedule.desiredTime(),
                Duration.ofSeconds(wait.orZero()),
                terms.promotionBuffer(),
                null)
            .at();
  }

  /**
   * Returns when the callback is or was to be handed over for the first time, and what makes it so
   * (specification 24): whatever is reported of it since does not move that.
   */
  public DueTime dueTime(Callback callback, QueueSettings settings, WaitTime wait) {
    var schedule = callback.schedule();
    return schedule.kind() == CallbackKind.IMMEDIATE
        ? DueTime.at(schedule.desiredTime())
        : dueTime(schedule, settings, wait);
  }

  private DueTime dueTime(Schedule schedule, QueueSettings settings, WaitTime wait) {
    var desired = schedule.desiredTime();
    // where hours never close, the interval is cut and begins with no opening
    var cut = desired.minus(BusinessHours.LOOK_AROUND);
    var opening = settings
        .hours()
        .openIntervalAt(desired)
        .map(Interval::start)
        .filter(start -> start.isAfter(cut));
    return new DueTime(
        desired, Duration.ofSeconds(wait.orZero()), terms.promotionBuffer(), opening.orElse(null));
  }

  /** Returns what to do with {@code callback} now. */
  public NextStep next(Callback callback, QueueSettings settings, WaitTime wait, Instant now) {
    return nextWithoutSettings(callback, now)
        .orElseGet(() -> submission(callback, settings, wait, now));
  }

  /**
   * Returns what to do with {@code callback} now whatever its queue's settings are; empty if it
   * still has to be handed over, which they decide.
   */
  public Optional<NextStep> nextWithoutSettings(Callback callback, Instant now) {
    var attempt = callback.attempt();
    boolean handled = callback.state() == CallbackState.PROCESSING;
    if (callback.state() == CallbackState.COMPLETED || (handled && !attempt.isStarted())) {
      return Optional.of(new NextStep.Rest());
    }
    if (isExpired(callback, now)) {
      return Optional.of(new NextStep.Complete(CompletionReason.EXPIRED_TTL));
    }
    if (attempt.isStarted()) {
      return Optional.of(running(callback, now));
    }
    return attempt.submission() == null
        ? Optional.empty()
        : Optional.of(start(callback, attempt, now));
  }

  /** An agent who is handling it is not interrupted (specification 6.8). */
  private static boolean isExpired(Callback callback, Instant now) {
    return callback.state() != CallbackState.PROCESSING
        && !now.isBefore(callback.schedule().expiresAt());
  }

  /** Returns when to look at a callback again that is with the voice platform. */
  public Instant wakeAfterSubmission(Callback callback, Instant submittedAt) {
    return earlier(submittedAt.plus(terms.startTimeout()), callback.schedule().expiresAt());
  }

  private NextStep submission(
      Callback callback, QueueSettings settings, WaitTime wait, Instant now) {
    var due = due(callback, settings, wait);
    if (now.isBefore(due)) {
      var look = firstLook(callback.schedule(), wait);
      return new NextStep.Wait(
          earlier(now.isBefore(look) ? look : due, callback.schedule().expiresAt()),
          ReasonCode.NOT_DUE,
          null);
    }
    if (callback.attempt().unstarted() >= terms.maxStartAttempts()) {
      return new NextStep.Complete(CompletionReason.SUBMIT_FAILED);
    }
    var policy = settings.lifetime().afterHoursPolicy();
    var closed = closedAt(callback, settings, now);
    if (closed.isEmpty() || policy == AfterHoursPolicy.SUBMIT) {
      return new NextStep.Submit(due);
    }
    if (policy == AfterHoursPolicy.COMPLETE) {
      return new NextStep.Complete(CompletionReason.OFFICE_CLOSED);
    }
    return hold(callback, settings, closed.get());
  }

  /**
   * Returns the closed time that stands in the way of submitting, if one does: now, or the desired
   * time still to come, when hours have changed since the booking.
   */
  private static Optional<Instant> closedAt(
      Callback callback, QueueSettings settings, Instant now) {
    var desired = callback.schedule().desiredTime();
    boolean ahead = callback.state() == CallbackState.SCHEDULED && desired.isAfter(now);
    var asked = ahead && !settings.hours().isOpenAt(desired) ? desired : now;
    return Optional.of(asked).filter(at -> !settings.hours().isOpenAt(at));
  }

  private static NextStep hold(Callback callback, QueueSettings settings, Instant closed) {
    var opening = settings.hours().nextOpening(closed, closed.plus(LOOK_AHEAD));
    return opening
        .map(at -> new NextStep.Wait(
            at,
            ReasonCode.HELD_AFTER_CLOSING,
            at.plusSeconds(settings.lifetime().ttlSeconds())))
        .orElseGet(() -> new NextStep.Wait(
            callback.schedule().expiresAt(), ReasonCode.HELD_AFTER_CLOSING, null));
  }

  private static NextStep running(Callback callback, Instant now) {
    var why = switch (callback.state()) {
      case PROCESSING -> ReasonCode.IN_PROGRESS;
      case ROUTING -> ReasonCode.AGENT_RESERVED;
      default -> ReasonCode.IN_QUEUE;
    };
    if (SessionWatch.isQuiet(callback, now)) {
      return new NextStep.AskSession(why);
    }
    return new NextStep.Wait(SessionWatch.nextLook(callback, now), why, null);
  }

  private NextStep start(Callback callback, Attempt attempt, Instant now) {
    var submission = requireNonNull(attempt.submission(), "submission");
    var doubtful = wakeAfterSubmission(callback, submission.at());
    return now.isBefore(doubtful)
        ? new NextStep.Wait(doubtful, ReasonCode.NOT_STARTED_YET, null)
        : new NextStep.CheckStart();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
