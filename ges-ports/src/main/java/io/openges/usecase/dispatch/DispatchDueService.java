package io.openges.usecase.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Transitions;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.domain.dispatch.NextStep;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.dispatch.DispatchQueue.Wake;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.dispatch.DispatchDue;
import io.openges.usecase.phone.NumberChecks;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Claims, decides with the domain's rules, acts. A crash anywhere leaves a lease that ends and a
 * fence that tells what happened, so every step may be repeated by any node (specification 6.6).
 */
public final class DispatchDueService implements DispatchDue {

  /** How many callbacks a round claims: enough to fill a pipeline, few enough for one lease. */
  public static final int BATCH = 500;

  /** When a callback comes back that nobody can make sense of. */
  static final Duration PUT_ASIDE = Duration.ofMinutes(1);

  private final DispatchQueue queue;
  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;
  private final DispatchRules rules;
  private final HandOver handOver;
  private final SessionCare care;
  private final Upkeep upkeep;
  private final Node node;

  /**
   * Makes the service.
   *
   * @param handOver submits
   * @param care asks about what cannot be judged here
   * @param upkeep what is done beside the rounds
   */
  public DispatchDueService(
      DispatchQueue queue,
      SettingsSnapshots snapshots,
      WaitTimes waitTimes,
      HandOver handOver,
      SessionCare care,
      Upkeep upkeep) {
    this.queue = requireNonNull(queue, "queue");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
    this.handOver = requireNonNull(handOver, "handOver");
    this.care = requireNonNull(care, "care");
    this.upkeep = requireNonNull(upkeep, "upkeep");
    this.node = care.node();
    this.rules = node.rules();
  }

  /**
   * Who dispatches, by which clock and rules.
   *
   * @param id unique among the nodes that run
   * @param numbers says which numbers may be called
   */
  public record Node(String id, InstantSource time, DispatchRules rules, NumberChecks numbers) {

    /** Returns the time, to the millisecond. */
    public Instant now() {
      return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }
  }

  @Override
  public Round run() {
    var now = node.now();
    var request = new DispatchQueue.ClaimRequest(node.id(), now, rules.terms().lease(), BATCH);
    var claims = queue.claim(request);
    int failed = claims.callbacks().isEmpty() ? 0 : workApart(claims.callbacks(), now);
    int claimed = claims.callbacks().size();
    return new Round(claimed, claimed == BATCH, failed, claims.nextWake());
  }

  /**
   * A callback nobody can make sense of must not take its whole batch with it: the others are
   * worked on one by one, it is put aside for a while, and the failure is thrown on when all is
   * done.
   */
  private int workApart(List<Callback> callbacks, Instant now) {
    try {
      return work(callbacks, now);
    } catch (DependencyUnavailableException silent) {
      throw silent;
    } catch (RuntimeException broken) {
      for (var callback : callbacks) {
        try {
          work(List.of(callback), now);
        } catch (DependencyUnavailableException silent) {
          throw silent;
        } catch (RuntimeException culprit) {
          queue.wakeAt(List.of(Wakes.at(callback, now.plus(PUT_ASIDE))));
        }
      }
      throw broken;
    }
  }

  private int work(List<Callback> callbacks, Instant now) {
    var round = new Plan();
    callbacks.forEach(callback -> plan(callback, round, now));
    int failed = handOver.submit(withStorage(round.submissions), round.wakes, now);
    queue.wakeAt(round.wakes.stream().filter(Wakes::isSet).toList());
    return failed;
  }

  private void plan(Callback callback, Plan round, Instant now) {
    var certain = rules.nextWithoutSettings(callback, now);
    boolean ends = certain.filter(NextStep.Complete.class::isInstance).isPresent();
    if (callback.progress().revocation() != null && !ends) {
      leave(callback, round, now);
      return;
    }
    var row = snapshots.rowFor(callback);
    if (certain.isPresent()) {
      carryOut(callback, certain.get(), round, now);
    } else if (row.isEmpty()) {
      // nothing is known of how to dispatch it; its time to live ends all the same
      round.wakes.add(Wakes.at(callback, now.plus(PUT_ASIDE)));
    } else {
      var wait = wait(callback, row.get());
      var step = rules.next(callback, row.get(), wait, now);
      if (step instanceof NextStep.Submit && !node.numbers().mayBeDialled(row.get(), callback)) {
        // blocked since it was booked (specification 6.5)
        var blocked = new NextStep.Complete(CompletionReason.NUMBER_NOT_ALLOWED);
        carryOut(callback, blocked, round, now);
      } else if (step instanceof NextStep.Submit) {
        round.submissions.add(new Submission(callback, row.get(), wait, Map.of()));
      } else {
        carryOut(callback, step, round, now);
      }
    }
  }

  private void carryOut(Callback callback, NextStep step, Plan round, Instant now) {
    if (step instanceof NextStep.CheckStart || step instanceof NextStep.AskSession) {
      leave(callback, round, now);
    } else {
      round.wakes.add(act(callback, step, now));
    }
  }

  /**
   * What asks the voice platform one by one may be slow: a thousand sessions in doubt must not hold
   * up those that are due meanwhile.
   */
  private void leave(Callback callback, Plan round, Instant now) {
    var noRoom = care.take(callback, now);
    if (noRoom != null) {
      round.wakes.add(noRoom);
    }
  }

  private Wake act(Callback callback, NextStep step, Instant now) {
    if (step instanceof NextStep.Wait waiting) {
      return Wakes.at(callback, waiting.until(), waiting.newExpiry());
    }
    if (step instanceof NextStep.Complete complete) {
      return handOver.apply(Transitions.complete(callback, complete.reason(), now), now);
    }
    return Wakes.at(callback, null);
  }

  /** What was read last: whoever has to wait for the routing servers is not the dispatcher. */
  private WaitTime wait(Callback callback, QueueSettings row) {
    return waitTimes.lastKnown(
        callback.key().tenant(), callback.queue(), row.offering().waitTimeMode());
  }

  /** Adds what earlier sessions kept; a first attempt has had none. */
  private List<Submission> withStorage(List<Submission> submissions) {
    var later = submissions.stream()
        .map(Submission::callback)
        .filter(callback -> callback.attempt().number() > 1)
        .map(Callback::key)
        .toList();
    var kept = later.isEmpty() ? Map.<CallbackKey, Map<String, String>>of() : upkeep.storage(later);
    return kept.isEmpty()
        ? submissions
        : submissions.stream()
            .map(one -> new Submission(
                one.callback(),
                one.settings(),
                one.waitTime(),
                kept.getOrDefault(one.callback().key(), Map.of())))
            .toList();
  }

  @Override
  public boolean settle() {
    return care.settle();
  }

  @Override
  public void release() {
    queue.release(node.id(), node.now());
  }

  @Override
  public void followWaitTimes() {
    upkeep.followWaitTimes(node.now());
  }

  @Override
  public void followSettings() {
    upkeep.followSettings(node.now());
  }

  @Override
  public void purge() {
    upkeep.purge(node.now());
  }

  /** What a round has decided. */
  private static final class Plan {
    final List<Submission> submissions = new ArrayList<>();
    final List<Wake> wakes = new ArrayList<>();
  }
}
