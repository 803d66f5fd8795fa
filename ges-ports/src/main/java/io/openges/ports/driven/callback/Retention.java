package io.openges.ports.driven.callback;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import java.time.Instant;
import java.util.List;

/**
 * Driven port: deletes what has been kept long enough (specification 6.8).
 *
 * <p>Safe for use by many threads at once. Every implementation passes {@code RetentionContract}.
 */
public interface Retention {

  /**
   * Returns at most {@code limit} callbacks that are open although their desired time lies before
   * {@code desiredBefore}: they are to be completed before they can be deleted.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<Callback> openCallbacks(Instant desiredBefore, int limit);

  /**
   * Deletes at most {@code limit} completed callbacks whose desired time lies before
   * {@code desiredBefore} and of which no attempt is still to be revoked, with everything kept
   * about them, and returns their keys; empty when none is left.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  List<CallbackKey> purgeCallbacks(Instant desiredBefore, int limit);

  /**
   * Deletes idempotency keys used before {@code usedBefore} and the occupancy of days that ended
   * before {@code occupancyBefore}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  void purgeTraces(Instant usedBefore, Instant occupancyBefore);
}
