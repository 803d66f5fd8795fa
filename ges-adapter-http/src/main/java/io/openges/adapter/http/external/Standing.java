package io.openges.adapter.http.external;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import org.jspecify.annotations.Nullable;

/**
 * Where a callback stands in its queue, as far as that is known (specification 3.4). Immutable and
 * thread-safe.
 *
 * @param position 0 or more, null if unknown
 * @param waitSeconds 0 or more, null if unknown
 */
public record Standing(@Nullable Integer position, @Nullable Integer waitSeconds) {

  /** Returns the standing of {@code callback}: 0 once an agent is found. */
  public static Standing of(Callback callback) {
    var session = callback.attempt().session();
    if (callback.state() == CallbackState.ROUTING || callback.state() == CallbackState.PROCESSING) {
      return new Standing(0, 0);
    }
    return session == null || callback.state() != CallbackState.QUEUED
        ? new Standing(null, null)
        : new Standing(session.position(), session.waitSeconds());
  }
}
