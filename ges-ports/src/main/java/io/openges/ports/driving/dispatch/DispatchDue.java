package io.openges.ports.driving.dispatch;

import java.time.Instant;
import java.util.Optional;

/**
 * Driving port: hands over what is due. Every node calls it in a loop; there is no leader. Safe for
 * use by many threads at once.
 */
public interface DispatchDue {

  /**
   * Claims callbacks that wake, and does with each what the rules say: submit, complete, wait on,
   * or leave it to {@link #settle}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer; what
   *     was claimed is taken up again when its lease ends
   */
  Round run();

  /**
   * Asks the voice platform about some of what rounds have claimed and cannot judge alone: starts
   * in doubt, revocations, sessions that stay silent. Such answers may be slow, so this is to be
   * called apart from {@link #run}, by threads of their own, whenever a round has claimed
   * something, until there is nothing left.
   *
   * @return whether there was anything to ask
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer; what
   *     was claimed is taken up again when its lease ends
   */
  boolean settle();

  /**
   * Gives back what this node has claimed: when it ends, and when it starts, for one that ended
   * without doing so.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     leases end by themselves
   */
  void release();

  /**
   * Reads the waiting times that {@link #run} goes by, of queues with scheduled callbacks to serve
   * soon, and wakes what longer ones make due (specification 6.5); to be called at least every 30
   * seconds, apart from {@link #run}, for the routing servers may be slow. Ends early if its thread
   * is interrupted.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  void followWaitTimes();

  /**
   * Wakes what is still to be handed over soon, or is held, of each queue whose hours, policy or
   * presence changed with the settings in force on this node, so that the newest judge it anew
   * (specifications 6.5, 10.1); to be called on every node after each refresh of the settings, at
   * least every 5 seconds. It asks no store unless something has changed in the last minute.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     next call tries again
   */
  void followSettings();

  /**
   * Deletes what has been kept long enough (specification 6.8); to be called at least hourly. What
   * is still open is completed first, and deleted by a later call if its session is still to be
   * told. Ends early if its thread is interrupted.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  void purge();

  /**
   * What a round did.
   *
   * @param claimed how many callbacks were claimed, 0 or more
   * @param full whether there may be more to claim at once
   * @param failed how many were not handed over because something did not answer, 0 or more; they
   *     are still due, so the next round is to come after a pause
   * @param nextWake when the next callback wakes, empty if none is known
   */
  record Round(int claimed, boolean full, int failed, Optional<Instant> nextWake) {}
}
