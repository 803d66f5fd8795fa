package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.SessionTransitions;
import io.openges.domain.callback.Transition;
import io.openges.domain.dispatch.SessionWatch;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driving.callback.ReportSession;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Judges each report by the domain's state machine and stores it with a compare-and-set, so that of
 * two sessions that claim one attempt only the first goes on (specification 17.2).
 */
public final class ReportSessionService implements ReportSession {

  private final CallbackStore callbacks;
  private final Snooze snooze;
  private final InstantSource time;
  private final Committed committed;

  /** Makes the service. */
  public ReportSessionService(
      CallbackStore callbacks, Snooze snooze, InstantSource time, Committed committed) {
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.snooze = requireNonNull(snooze, "snooze");
    this.time = requireNonNull(time, "time");
    this.committed = requireNonNull(committed, "committed");
  }

  @Override
  public Outcome report(CallbackKey key, SessionReport report) {
    var rejudgement = snooze.rejudgement();
    while (true) {
      var found = callbacks.find(key);
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
      var answer = judge(found.get(), report, now, rejudgement);
      if (answer != null) {
        return answer;
      }
      // it was moved meanwhile, or other settings are in force: judge again by what is now
    }
  }

  /** Returns null if the callback or the settings were changed meanwhile. */
  private @Nullable Outcome judge(
      Callback callback, SessionReport report, Instant now, Rejudgement rejudgement) {
    var change = report.change();
    if (change != null && change.state() == CallbackState.SCHEDULED) {
      return putOff(callback, report, now, rejudgement);
    }
    var transition = SessionTransitions.report(callback, report, now);
    if (transition instanceof Transition.Changed changed) {
      return store(new CallbackStore.Update(changed, wakeAfter(changed.after(), now), null));
    }
    return settled(transition);
  }

  private @Nullable Outcome putOff(
      Callback callback, SessionReport report, Instant now, Rejudgement rejudgement) {
    // whether this session may report at all comes before what it asks for (specification 17.2)
    var judged = SessionTransitions.snooze(callback, report, callback.schedule(), now);
    if (!(judged instanceof Transition.Changed)) {
      return settled(judged);
    }
    var plan = snooze.plan(callback, report, now);
    if (plan instanceof Snooze.Plan.Refused refused) {
      return new Outcome.TimeRefused(refused.refusal());
    }
    if (!(plan instanceof Snooze.Plan.Allowed allowed)) {
      return new Outcome.Refused(callback, Transition.Refusal.ILLEGAL_TRANSITION);
    }
    var transition = SessionTransitions.snooze(callback, report, allowed.schedule(), now);
    if (!(transition instanceof Transition.Changed changed)) {
      return settled(transition);
    }
    var wakeAt = changed.after().progress().revocation() == null ? allowed.wakeAt() : now;
    var update = new CallbackStore.Update(changed, wakeAt, allowed.place());
    var outcome = callbacks.update(update);
    if (outcome == CallbackStore.UpdateOutcome.SLOT_FULL) {
      return new Outcome.SlotFull(snooze.proposals(callback, allowed));
    }
    if (outcome == CallbackStore.UpdateOutcome.OUTDATED && allowed.place() != null) {
      rejudgement.prepare(callback.key().tenant(), allowed.place().judgedBy());
    }
    return stored(update, outcome);
  }

  private @Nullable Outcome store(CallbackStore.Update update) {
    return stored(update, callbacks.update(update));
  }

  private @Nullable Outcome stored(
      CallbackStore.Update update, CallbackStore.UpdateOutcome outcome) {
    if (outcome != CallbackStore.UpdateOutcome.STORED) {
      return null;
    }
    var after = update.change().after();
    committed.tell(after, update.wakeAt());
    return new Outcome.Accepted(after, true);
  }

  private static Outcome settled(Transition transition) {
    if (transition instanceof Transition.Unchanged unchanged) {
      return new Outcome.Accepted(unchanged.callback(), false);
    }
    var refused = (Transition.Refused) transition;
    return new Outcome.Refused(refused.callback(), refused.why());
  }

  /** An open revocation goes on at once; a session that runs is looked after. */
  private static @Nullable Instant wakeAfter(Callback after, Instant now) {
    if (after.progress().revocation() != null) {
      return now;
    }
    return after.state().isOpen() ? SessionWatch.nextLook(after, now) : null;
  }
}
