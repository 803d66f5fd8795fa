package io.openges.ports.driving.callback;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import io.openges.ports.driven.callback.CallbackQueries;
import java.util.List;
import java.util.Optional;

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
   * A callback that was found.
   *
   * @param callback as known
   * @param stale whether it comes from the cache and may be behind (header X-GES-Stale)
   */
  record Found(Callback callback, boolean stale) {}
}
