package io.openges.ports.driving.callback;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Driving port: looks at callbacks. Safe for use by many threads at once. */
public interface FindCallback {

  /**
   * Returns the callback; a copy from the cache if the store does not answer.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if neither store nor cache has
   *     it
   */
  Optional<Found> find(CallbackKey key);

  /**
   * Finds the tenant of a callback, for calls that name only the callback (specification 5.2).
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<CallbackKey> locate(CallbackId id);

  /**
   * Returns a callback's events in the order they happened; empty if it is unknown.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<TimelineEvent> timeline(CallbackKey key);

  /**
   * Returns the callbacks that match, rising by (desired time, id), without user data.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<Callback> list(CallbackQueries.Filter filter);

  /**
   * Returns the callbacks of a number, at most {@value #MOST_OF_A_NUMBER}, rising by (desired time,
   * id), without user data; so that a voice menu can offer to keep, move or drop them.
   *
   * @param queue of which queue, null for all
   * @param openOnly whether completed ones are left out
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<Callback> lookUp(
      TenantId tenant, PhoneNumber number, @Nullable QueueName queue, boolean openOnly);

  /** Most callbacks that are shown of one number. */
  int MOST_OF_A_NUMBER = 100;

  /**
   * A callback that was found.
   *
   * @param callback as known
   * @param stale whether it comes from the cache and may be behind (header X-GES-Stale)
   */
  record Found(Callback callback, boolean stale) {}
}
