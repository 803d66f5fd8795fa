package io.openges.usecase.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.dispatch.SessionWatch;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.driven.dispatch.CallSessions.Presence;
import io.openges.ports.driven.dispatch.CallSessions.Running;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.dispatch.DispatchQueue.Wake;
import io.openges.usecase.dispatch.DispatchDueService.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what rounds have claimed and the voice platform has to be asked about, so that its answers,
 * which may be slow, do not hold up what is due. What is kept is not more than a few hundred
 * callbacks, each as long as its lease; a crash forgets them, and their leases bring them back.
 * Safe for use by many threads at once, which ask at once: a server that answers slowly holds up
 * one doubt for each of them, and no round begins another after a quarter of a lease, so that what
 * was found is written down while it still counts.
 */
public final class SessionCare {

  private static final int MOST_DOUBTS = 512;
  private static final int MOST_SILENT = 2_048;

  /** Doubts and revocations are settled one after the other. */
  private static final int DOUBTS_AT_ONCE = 8;

  /** Sessions are asked for together. */
  private static final int SILENT_AT_ONCE = 32;

  /** A round asks for a quarter of a lease. */
  private static final int SHARE_OF_LEASE = 4;

  /** When a doubt comes back for which there is no room. */
  private static final Duration PUT_BACK = Duration.ofSeconds(5);

  private final DispatchQueue queue;
  private final CallSessions sessions;
  private final HandOver handOver;
  private final Node node;
  private final Queue<Claimed> doubts = new ArrayBlockingQueue<>(MOST_DOUBTS);
  private final Queue<Claimed> silent = new ArrayBlockingQueue<>(MOST_SILENT);

  /** Makes it. */
  public SessionCare(DispatchQueue queue, CallSessions sessions, HandOver handOver, Node node) {
    this.queue = requireNonNull(queue, "queue");
    this.sessions = requireNonNull(sessions, "sessions");
    this.handOver = requireNonNull(handOver, "handOver");
    this.node = requireNonNull(node, "node");
  }

  /** Returns the node whose clock and rules are used. */
  Node node() {
    return node;
  }

  /**
   * Takes over a callback that was claimed at {@code now}.
   *
   * @return null if it is taken, else when it is to wake because there is no room
   */
  @Nullable
  Wake take(Callback callback, Instant now) {
    var claimed = new Claimed(callback, now.plus(node.rules().terms().lease()));
    if (isSilent(callback)) {
      // one look that is left out proves nothing
      return silent.offer(claimed)
          ? null
          : Wakes.at(callback, SessionWatch.nextLook(callback, now));
    }
    return doubts.offer(claimed) ? null : Wakes.at(callback, now.plus(PUT_BACK));
  }

  /** Asks about some of what was taken; returns whether there was anything. */
  boolean settle() {
    var some = next(silent, SILENT_AT_ONCE);
    var round = new Round();
    follow(some, round);
    round.store();
    boolean doubted = settleDoubts(round);
    round.store();
    if (round.failure != null) {
      throw round.failure;
    }
    return !some.isEmpty() || doubted;
  }

  /** Settles one doubt at least, and more while there is time; says whether there was any. */
  private boolean settleDoubts(Round round) {
    var end = node.now().plus(node.rules().terms().lease().dividedBy(SHARE_OF_LEASE));
    int settled = 0;
    while (settled == 0 || (settled < DOUBTS_AT_ONCE && node.now().isBefore(end))) {
      var first = next(doubts, 1);
      if (first.isEmpty()) {
        break;
      }
      var claimed = first.get(0);
      round.judge(claimed, () -> judge(claimed.callback()));
      settled++;
    }
    return settled > 0;
  }

  private void follow(List<Claimed> some, Round round) {
    if (some.isEmpty()) {
      return;
    }
    var answers = sessions.ask(some.stream().map(Claimed::running).toList());
    for (int i = 0; i < some.size(); i++) {
      var claimed = some.get(i);
      Presence presence = answers.get(i);
      round.judge(claimed, () -> handOver.follow(claimed.callback(), presence, node.now()));
    }
  }

  private Wake judge(Callback callback) {
    return callback.progress().revocation() == null
        ? handOver.checkStart(callback, node.now())
        : handOver.revoke(callback, node.now());
  }

  private static boolean isSilent(Callback callback) {
    return callback.progress().revocation() == null && callback.attempt().isStarted();
  }

  /** What waited longer than its lease is somebody else's by now. */
  private List<Claimed> next(Queue<Claimed> waiting, int most) {
    var now = node.now();
    var taken = new ArrayList<Claimed>();
    while (taken.size() < most) {
      var first = waiting.poll();
      if (first == null) {
        break;
      }
      if (now.isBefore(first.until())) {
        taken.add(first);
      }
    }
    return taken;
  }

  /**
   * A callback that was claimed.
   *
   * @param until when its lease ends
   */
  private record Claimed(Callback callback, Instant until) {

    Running running() {
      Attempt attempt = callback.attempt();
      return new Running(
          callback.key(), attempt.number(), requireNonNull(attempt.session(), "session"));
    }
  }

  /** Wake-up times to set; one callback nobody can make sense of does not keep the others back. */
  private final class Round {
    private final List<Wake> wakes = new ArrayList<>();
    private @Nullable RuntimeException failure;

    void store() {
      queue.wakeAt(wakes.stream().filter(Wakes::isSet).toList());
      wakes.clear();
    }

    void judge(Claimed claimed, Supplier<Wake> judgement) {
      if (!node.now().isBefore(claimed.until()) || Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        wakes.add(judgement.get());
      } catch (DependencyUnavailableException noStore) {
        throw noStore;
      } catch (RuntimeException culprit) {
        failure = culprit;
        wakes.add(Wakes.at(claimed.callback(), node.now().plus(DispatchDueService.PUT_ASIDE)));
      }
    }
  }
}
