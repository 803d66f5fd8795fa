package io.openges.usecase.explain;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.domain.dispatch.Waiting;
import io.openges.domain.dispatch.WaitingRules;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.DispatchQueue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a callback is: who has claimed it, what became of its stream entry, whether a
 * session runs. Asks only what can matter in its state. Safe for use by many threads at once.
 */
public final class Whereabouts {

  /** An entry that no stream has: to ask for it shows whether the stream answers. */
  private static final String NO_ENTRY = "0-1";

  private final DispatchQueue queue;
  private final CallSubmission submission;
  private final CallSessions sessions;
  private final WaitingRules rules;

  /** Asks these ports. */
  public Whereabouts(
      DispatchQueue queue, CallSubmission submission, CallSessions sessions, DispatchRules rules) {
    this.queue = requireNonNull(queue, "queue");
    this.submission = requireNonNull(submission, "submission");
    this.sessions = requireNonNull(sessions, "sessions");
    this.rules = new WaitingRules(rules);
  }

  /**
   * What was found.
   *
   * @param facts for the rules
   * @param owner the node that holds it under a lease now, null if none does
   */
  record Found(Waiting.Facts facts, @Nullable String owner) {}

  /** Finds out where {@code callback} is at {@code now}. */
  Found of(Callback callback, Instant now) {
    var wakeUp = queue.wakeUp(callback.key()).orElseGet(() -> new DispatchQueue.WakeUp(null, null));
    var owner = owner(wakeUp, now);
    boolean claimed = owner != null;
    var entry = callback.attempt().submission();
    var facts = entry == null || callback.attempt().isStarted()
        ? Waiting.Facts.beforeSubmission(wakeUp.at(), claimed, answers(callback))
        : submitted(callback, entry.entryId(), wakeUp.at(), claimed);
    return new Found(facts, owner);
  }

  /** Returns who holds the claim; a node that died holds none once its lease has ended. */
  private static @Nullable String owner(DispatchQueue.WakeUp wakeUp, Instant now) {
    var leaseEnd = wakeUp.at();
    return leaseEnd != null && now.isBefore(leaseEnd) ? wakeUp.owner() : null;
  }

  /** Returns the waiting time a callback was due by that was handed over at {@code handedOver}. */
  WaitTime waitDueBy(Callback callback, Instant handedOver) {
    return rules.waitDueBy(callback, handedOver);
  }

  /** Returns why {@code callback} waits. */
  Waiting explain(
      Callback callback, QueueSettings settings, WaitTime wait, Found found, Instant now) {
    return rules.explain(callback, settings, wait, found.facts(), now);
  }

  private Waiting.Facts submitted(
      Callback callback, String entryId, @Nullable Instant nextCheck, boolean claimed) {
    var session = switch (sessions.find(callback.key(), callback.attempt().number())) {
      case NO_SESSION -> Waiting.Session.NONE;
      case SESSION_EXISTS -> Waiting.Session.EXISTS;
      case NONE_ANSWERS -> Waiting.Session.NO_ANSWER;
    };
    try {
      var entry = submission.look(entryId) == CallSubmission.Entry.UNREAD
          ? Waiting.Entry.UNREAD
          : Waiting.Entry.READ;
      return new Waiting.Facts(nextCheck, claimed, true, entry, session);
    } catch (DependencyUnavailableException silent) {
      return new Waiting.Facts(nextCheck, claimed, false, Waiting.Entry.UNKNOWN, session);
    }
  }

  /** Says whether the voice platform takes entries, where one is still to be written. */
  private boolean answers(Callback callback) {
    boolean toSubmit =
        callback.state() == CallbackState.SCHEDULED || callback.state() == CallbackState.QUEUED;
    if (!toSubmit || callback.attempt().isStarted()) {
      return true;
    }
    try {
      submission.look(NO_ENTRY);
      return true;
    } catch (DependencyUnavailableException silent) {
      return false;
    }
  }
}
