package io.openges.domain.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.dispatch.Waiting.Entry;
import io.openges.domain.dispatch.Waiting.Facts;
import io.openges.domain.dispatch.Waiting.Reason;
import io.openges.domain.dispatch.Waiting.Session;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says why a callback is still waiting, by the same rules that dispatch it (specification 24).
 *
 * <p>Pure functions of callback, settings, waiting time, facts and now. Immutable and thread-safe.
 */
public final class WaitingRules {

  private final DispatchRules rules;

  /** Explains by {@code rules}. */
  public WaitingRules(DispatchRules rules) {
    this.rules = requireNonNull(rules, "rules");
  }

  /**
   * Returns why {@code callback} is still waiting.
   *
   * @param settings the row it is dispatched under
   * @param wait its queue's waiting time now
   * @param facts what stores and neighbours say of it
   */
  public Waiting explain(
      Callback callback, QueueSettings settings, WaitTime wait, Facts facts, Instant now) {
    var due = rules.dueTime(callback, settings, wait);
    var step = rules.next(callback, settings, wait, now);
    return new Waiting(due, facts.nextCheck(), reasons(callback, settings, due, step, facts, now));
  }

  /**
   * Returns the waiting time that a scheduled callback was due by when it was handed over. Waiting
   * times change, so today's would tell another due time than the one it had. One that was handed
   * over late was due at the latest by none.
   *
   * @param handedOver when it ceased to be SCHEDULED
   */
  public WaitTime waitDueBy(Callback callback, Instant handedOver) {
    var early = Duration.between(handedOver, callback.schedule().desiredTime())
        .minus(rules.terms().promotionBuffer());
    // rounded up, so that it is told as due no later than it was handed over
    long seconds = early.plusMillis(999).toSeconds();
    return WaitTime.ofSeconds((int) Math.min(Integer.MAX_VALUE, Math.max(0, seconds)));
  }

  private static List<Reason> reasons(
      Callback callback,
      QueueSettings settings,
      DueTime due,
      NextStep step,
      Facts facts,
      Instant now) {
    if (callback.state() == CallbackState.COMPLETED) {
      return List.of();
    }
    if (callback.state() == CallbackState.PROCESSING) {
      return List.of(new Reason(ReasonCode.IN_PROGRESS, null));
    }
    if (step instanceof NextStep.AskSession ask) {
      return List.of(new Reason(ask.why(), null));
    }
    if (step instanceof NextStep.Wait held) {
      return held.why() == ReasonCode.NOT_DUE
          ? notDue(callback, settings, due, now)
          : held(held, facts);
    }
    return step instanceof NextStep.CheckStart ? doubtful(facts) : dueNow(step, facts);
  }

  /** Not due: because it is wanted later, because the office opens later, or both. */
  private static List<Reason> notDue(
      Callback callback, QueueSettings settings, DueTime due, Instant now) {
    boolean putOff = callback.schedule().kind() == CallbackKind.IMMEDIATE;
    if (putOff && !settings.hours().isOpenAt(now)) {
      return List.of(new Reason(ReasonCode.WAITING_FOR_OPENING, due.at()));
    }
    var reasons = new ArrayList<Reason>();
    if (now.isBefore(due.withoutOpening())) {
      reasons.add(new Reason(ReasonCode.NOT_DUE, due.withoutOpening()));
    }
    if (due.isOpeningDecisive()) {
      reasons.add(new Reason(ReasonCode.WAITING_FOR_OPENING, due.at()));
    }
    return reasons;
  }

  private static List<Reason> held(NextStep.Wait held, Facts facts) {
    boolean started = held.why() == ReasonCode.IN_QUEUE || held.why() == ReasonCode.AGENT_RESERVED;
    var reasons = new ArrayList<Reason>();
    reasons.add(new Reason(held.why(), started ? null : held.until()));
    if (held.why() == ReasonCode.NOT_STARTED_YET) {
      addPlatform(facts, reasons);
    }
    return reasons;
  }

  /** Submitted long ago, and no session has reported. */
  private static List<Reason> doubtful(Facts facts) {
    var reasons = new ArrayList<Reason>();
    addPlatform(facts, reasons);
    if (facts.entry() != Entry.UNREAD) {
      reasons.add(new Reason(ReasonCode.START_UNPROVEN, null));
    }
    return reasons;
  }

  private static void addPlatform(Facts facts, List<Reason> reasons) {
    if (!facts.voiceAnswers()) {
      reasons.add(new Reason(ReasonCode.VOICE_REDIS_DOWN, null));
    }
    if (facts.entry() == Entry.UNREAD) {
      reasons.add(new Reason(ReasonCode.ENTRY_UNREAD, null));
    }
    if (facts.session() == Session.NO_ANSWER) {
      reasons.add(new Reason(ReasonCode.ORS_UNREACHABLE, null));
    }
  }

  private static List<Reason> dueNow(NextStep step, Facts facts) {
    var reasons = new ArrayList<Reason>();
    if (step instanceof NextStep.Submit && !facts.voiceAnswers()) {
      reasons.add(new Reason(ReasonCode.VOICE_REDIS_DOWN, null));
    }
    if (facts.claimed()) {
      reasons.add(new Reason(ReasonCode.CLAIMED_BY_NODE, facts.nextCheck()));
    }
    return reasons;
  }
}
