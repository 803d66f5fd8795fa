package io.openges.usecase.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Revocation;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.domain.dispatch.SessionWatch;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.dispatch.DispatchQueue.Wake;
import io.openges.usecase.callback.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes stream entries, revokes them and finds out whether they ever started. Safe for use by many
 * threads at once.
 */
public final class HandOver {

  /** How soon something is tried again that did not work out. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** An unread entry or an unproven start is looked at again at the latest after so long. */
  private static final Duration LOOK_AGAIN_AT_MOST = Duration.ofSeconds(30);

  /** Of how many attempts before the last the entries are erased. */
  private static final int MOST_EARLIER = 20;

  private final DispatchQueue queue;
  private final CallbackStore callbacks;
  private final CallSubmission submission;
  private final CallSessions sessions;
  private final DispatchRules rules;
  private final Committed committed;

  /** Makes it. */
  public HandOver(
      DispatchQueue queue,
      CallbackStore callbacks,
      CallSubmission submission,
      CallSessions sessions,
      DispatchRules rules,
      Committed committed) {
    this.queue = requireNonNull(queue, "queue");
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.submission = requireNonNull(submission, "submission");
    this.sessions = requireNonNull(sessions, "sessions");
    this.rules = requireNonNull(rules, "rules");
    this.committed = requireNonNull(committed, "committed");
  }

  /**
   * Submits and confirms. Where the voice platform does not answer, the callbacks stay due, in
   * their order (specification 6.6, rule 8).
   *
   * @param wakes gets the wake-up times of those that were not submitted
   * @return how many were not handed over because the platform gave no answer
   */
  int submit(List<Submission> submissions, List<Wake> wakes, Instant now) {
    if (submissions.isEmpty()) {
      return 0;
    }
    List<Result> results;
    try {
      results = submission.submit(submissions);
    } catch (DependencyUnavailableException silent) {
      // they stay due since they were, so that they go first, in their order, when there is an
      // answer
      submissions.forEach(it -> wakes.add(
          Wakes.at(it.callback(), rules.due(it.callback(), it.settings(), it.waitTime()))));
      return submissions.size();
    }
    confirm(submissions, results, wakes, now);
    return 0;
  }

  private void confirm(
      List<Submission> submissions, List<Result> results, List<Wake> wakes, Instant now) {
    var confirmations = new ArrayList<DispatchQueue.Confirmation>();
    for (int i = 0; i < submissions.size(); i++) {
      var callback = submissions.get(i).callback();
      var transition = results.get(i) instanceof Result.Written written
          ? Transitions.submitted(
              callback,
              callback.attempt().number(),
              new Attempt.Submission(written.entryId(), now),
              now)
          : new Transition.Unchanged(callback);
      if (transition instanceof Transition.Changed changed) {
        confirmations.add(new DispatchQueue.Confirmation(
            changed, rules.wakeAfterSubmission(changed.after(), now)));
      } else {
        // revoked by somebody who has changed the callback: the lease's end shows what it is now
        wakes.add(Wakes.at(callback, now.plus(RETRY)));
      }
    }
    var conflicts = queue.confirm(confirmations);
    for (var confirmation : confirmations) {
      var after = confirmation.change().after();
      if (conflicts.contains(after.key())) {
        confirmAgain(confirmation.change(), now);
      } else {
        committed.tell(after, null);
      }
    }
  }

  /**
   * The session was quicker than the confirmation, or somebody cancelled: judge by what it is now.
   */
  private void confirmAgain(Transition.Changed outdated, Instant now) {
    var attempt = outdated.after().attempt();
    var entry = requireNonNull(attempt.submission(), "submission");
    while (true) {
      var found = callbacks.find(outdated.after().key());
      if (found.isEmpty()) {
        return;
      }
      var transition = Transitions.submitted(found.get(), attempt.number(), entry, now);
      if (transition instanceof Transition.Refused) {
        takeBack(outdated.after(), entry);
        return;
      }
      if (!(transition instanceof Transition.Changed changed)
          || store(changed, wakeOf(changed.after(), now))) {
        return;
      }
    }
  }

  /** The entry was written after its callback had moved on; a session of it would be refused. */
  private void takeBack(Callback callback, Attempt.Submission entry) {
    try {
      submission.revoke(callback.key(), callback.attempt().number(), entry.entryId());
    } catch (DependencyUnavailableException silent) {
      // harmless: whatever session starts from it gets 409 at its first report
      // (specification 17.2, rule 1)
    }
  }

  private Instant wakeOf(Callback callback, Instant now) {
    if (callback.progress().revocation() != null) {
      return now;
    }
    return callback.attempt().isStarted()
        ? SessionWatch.nextLook(callback, now)
        : rules.wakeAfterSubmission(callback, now);
  }

  /**
   * Revokes the attempt that must not go on, and tells its session until it knows or time is up.
   */
  Wake revoke(Callback callback, Instant now) {
    var revocation = requireNonNull(callback.progress().revocation(), "revocation");
    if (!isRevoked(callback, revocation, now)) {
      var pause = now.isBefore(revocation.giveUpAt()) ? RETRY : lookAgain();
      return Wakes.at(callback, now.plus(pause));
    }
    if (revocation.session() != null
        && now.isBefore(revocation.giveUpAt())
        && sessions.tell(callback.key(), revocation) == CallSessions.Delivery.NO_ANSWER) {
      return Wakes.at(callback, now.plus(lookAgain()));
    }
    return apply(Transitions.revoked(callback, now), now);
  }

  private boolean isRevoked(Callback callback, Revocation revocation, Instant now) {
    try {
      if (callback.booking().isErased()) {
        erase(callback, revocation);
      } else {
        submission.revoke(callback.key(), revocation.attempt(), revocation.entryId());
      }
      return true;
    } catch (DependencyUnavailableException silent) {
      // a completed callback is refused to any session that comes late, so time may run out; what
      // is personal must leave however long it takes (specification 6.9)
      return callback.state() == CallbackState.COMPLETED
          && !callback.booking().isErased()
          && !now.isBefore(revocation.giveUpAt());
    }
  }

  /** Earlier attempts that ended in an orderly way have left their entries. */
  private void erase(Callback callback, Revocation revocation) {
    int first = Math.max(1, revocation.attempt() - MOST_EARLIER);
    for (int attempt = first; attempt < revocation.attempt(); attempt++) {
      submission.erase(callback.key(), attempt, null);
    }
    submission.erase(callback.key(), revocation.attempt(), revocation.entryId());
  }

  /**
   * Gives up an attempt only when it is proven that nothing of it runs (specification 6.6, rule 5).
   */
  Wake checkStart(Callback callback, Instant now) {
    var entry = requireNonNull(callback.attempt().submission(), "submission");
    CallSubmission.Entry state;
    try {
      state = submission.look(entry.entryId());
    } catch (DependencyUnavailableException silent) {
      return Wakes.at(callback, now.plus(lookAgain()));
    }
    if (state == CallSubmission.Entry.UNREAD
        || sessions.find(callback.key(), callback.attempt().number())
            != CallSessions.Proof.NO_SESSION) {
      return Wakes.at(callback, now.plus(lookAgain()));
    }
    boolean last = callback.attempt().unstarted() + 1 >= rules.terms().maxStartAttempts();
    return apply(
        last
            ? Transitions.complete(callback, CompletionReason.SUBMIT_FAILED, now)
            : Transitions.resubmit(callback, now),
        now);
  }

  /** Stores a transition of GES's own; one that lost a race is judged anew when it wakes again. */
  Wake apply(Transition transition, Instant now) {
    if (transition instanceof Transition.Changed changed) {
      var after = changed.after();
      return store(changed, after.state().isOpen() || isPending(after) ? now : null)
          ? Wakes.stored(after)
          : Wakes.at(changed.before(), now.plus(RETRY));
    }
    var callback = transition instanceof Transition.Unchanged unchanged
        ? unchanged.callback()
        : ((Transition.Refused) transition).callback();
    return Wakes.at(callback, null);
  }

  /**
   * Judges what the platform says of a session that has not reported of late (specification 6.6,
   * rule 7).
   */
  Wake follow(Callback callback, CallSessions.Presence presence, Instant now) {
    var next = SessionWatch.nextLook(callback, now);
    if (presence == CallSessions.Presence.RUNS) {
      return Wakes.with(callback, null, next);
    }
    if (presence == CallSessions.Presence.UNKNOWN) {
      return Wakes.at(callback, next);
    }
    var absence = SessionWatch.denied(callback, now);
    return SessionWatch.isLost(absence, now)
        ? apply(Transitions.complete(callback, CompletionReason.SESSION_LOST, now), now)
        : Wakes.with(callback, absence, next);
  }

  private Duration lookAgain() {
    var quarter = rules.terms().startTimeout().dividedBy(4);
    if (quarter.compareTo(LOOK_AGAIN_AT_MOST) > 0) {
      return LOOK_AGAIN_AT_MOST;
    }
    return quarter.compareTo(RETRY) < 0 ? RETRY : quarter;
  }

  private static boolean isPending(Callback callback) {
    return callback.progress().revocation() != null;
  }

  private boolean store(Transition.Changed changed, @Nullable Instant wakeAt) {
    boolean stored = callbacks.update(new CallbackStore.Update(changed, wakeAt, null))
        == CallbackStore.UpdateOutcome.STORED;
    if (stored) {
      committed.tell(changed.after(), wakeAt);
    }
    return stored;
  }
}
