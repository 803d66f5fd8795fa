package io.openges.usecase.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
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
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims, decides with the domain's rules, acts. A crash anywhere leaves a lease that ends and a
 * fence that tells what happened, so every step may be repeated by any node (specification 6.6).
 */
public final class DispatchDueService implements DispatchDue {

  /** How many callbacks a round claims: enough to fill a pipeline, few enough for one lease. */
  public static final int BATCH = 500;

  /** How many callbacks a round settles that need answers of their own from the voice platform. */
  static final int SLOW_PER_ROUND = 16;

  /** When the others of them come back. */
  private static final Duration PUT_BACK = Duration.ofSeconds(1);

  private static final Duration PUT_ASIDE = Duration.ofMinutes(1);

  private final DispatchQueue queue;
  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;
  private final DispatchRules rules;
  private final HandOver handOver;
  private final Upkeep upkeep;
  private final Node node;

  /**
   * Makes the service.
   *
   * @param handOver submits and revokes
   * @param upkeep what is done beside the rounds
   */
  public DispatchDueService(
      DispatchQueue queue,
      SettingsSnapshots snapshots,
      WaitTimes waitTimes,
      HandOver handOver,
      Upkeep upkeep,
      Node node) {
    this.queue = requireNonNull(queue, "queue");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
    this.handOver = requireNonNull(handOver, "handOver");
    this.upkeep = requireNonNull(upkeep, "upkeep");
    this.node = requireNonNull(node, "node");
    this.rules = node.rules();
  }

  /**
   * Who dispatches, by which clock and rules.
   *
   * @param id unique among the nodes that run
   */
  public record Node(String id, InstantSource time, DispatchRules rules) {

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
    var waits = new HashMap<List<Object>, WaitTime>();
    callbacks.stream()
        .filter(callback -> callback.progress().revocation() == null)
        .forEach(callback -> plan(callback, waits, round, now));
    int failed = handOver.submit(round.submissions, round.wakes, now);
    callbacks.stream()
        .filter(callback -> callback.progress().revocation() != null)
        .forEach(round.doubtful::add);
    settle(round, now);
    queue.wakeAt(round.wakes.stream().filter(Wakes::isSet).toList());
    return failed;
  }

  /**
   * What asks the voice platform one by one may be slow, so it comes after what is due, and only a
   * few of it a round: a thousand sessions in doubt must not hold up those that are due meanwhile.
   */
  private void settle(Plan round, Instant now) {
    int number = 0;
    for (var callback : round.doubtful) {
      if (number++ >= SLOW_PER_ROUND) {
        round.wakes.add(Wakes.at(callback, now.plus(PUT_BACK)));
      } else if (callback.progress().revocation() != null) {
        round.wakes.add(handOver.revoke(callback, now));
      } else {
        round.wakes.add(handOver.checkStart(callback, now));
      }
    }
  }

  private void plan(Callback callback, Map<List<Object>, WaitTime> waits, Plan round, Instant now) {
    var row = snapshots.rowFor(callback);
    if (row.isEmpty()) {
      round.wakes.add(withoutRow(callback, now));
      return;
    }
    var wait = wait(callback, row.get(), waits);
    var step = rules.next(callback, row.get(), wait, now);
    if (step instanceof NextStep.Submit) {
      round.submissions.add(new Submission(callback, row.get(), wait, storage(callback)));
    } else if (step instanceof NextStep.CheckStart) {
      round.doubtful.add(callback);
    } else {
      round.wakes.add(act(callback, step, now));
    }
  }

  /** Nothing is known of how to dispatch it; its time to live ends all the same. */
  private Wake withoutRow(Callback callback, Instant now) {
    var expiry = callback.schedule().expiresAt();
    return now.isBefore(expiry)
        ? Wakes.at(callback, now.plus(PUT_ASIDE))
        : handOver.apply(Transitions.complete(callback, CompletionReason.EXPIRED_TTL, now), now);
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

  private WaitTime wait(Callback callback, QueueSettings row, Map<List<Object>, WaitTime> known) {
    var key = List.<Object>of(callback.key().tenant(), callback.queue());
    return known.computeIfAbsent(
        key,
        unknown -> waitTimes.read(
            callback.key().tenant(), callback.queue(), row.offering().waitTimeMode()));
  }

  private Map<String, String> storage(Callback callback) {
    return callback.attempt().number() == 1 ? Map.of() : upkeep.storage(callback.key());
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
  public void purge() {
    upkeep.purge(node.now());
  }

  /** What a round has decided. */
  private static final class Plan {
    final List<Submission> submissions = new ArrayList<>();
    final List<Callback> doubtful = new ArrayList<>();
    final List<Wake> wakes = new ArrayList<>();
  }
}
