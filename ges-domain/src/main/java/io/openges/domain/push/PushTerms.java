package io.openges.domain.push;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.queue.CallDirection;
import io.openges.domain.queue.QueueSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a queue's row says of pushes (specification 10.2). Immutable and thread-safe.
 *
 * @param threshold how short the wait is when the call counts as near; empty for never
 * @param offer how long an offer to a customer who is to call stands
 * @param group the call-in group that is offered; may be empty
 */
public record PushTerms(Optional<Duration> threshold, Duration offer, String group) {

  /** Returns what the row of {@code settings} says. */
  public static PushTerms of(QueueSettings settings) {
    var columns = settings.effectiveColumns();
    return new PushTerms(
        columns.get("pushNotificationThresholdMinutes") instanceof Number minutes
            ? Optional.of(Duration.ofMinutes(minutes.longValue()))
            : Optional.empty(),
        columns.get("pushOfferSeconds") instanceof Number seconds
            ? Duration.ofSeconds(seconds.longValue())
            : Duration.ofSeconds(300),
        columns.get("callInGroup") instanceof String group ? group : "");
  }

  /**
   * Says whether a customer is to be told that the call is near.
   *
   * @param wait seconds of wait, empty if nobody knows
   */
  public boolean isNear(Callback callback, OptionalInt wait) {
    return canBeNear(callback)
        && wait.isPresent()
        && threshold.filter(limit -> wait.getAsInt() < limit.toSeconds()).isPresent();
  }

  /** Says whether a customer would be told if the wait were short. */
  public boolean canBeNear(Callback callback) {
    return threshold.isPresent()
        && callback.state() == CallbackState.QUEUED
        && callback.booking().source().direction() == CallDirection.USERTERMINATED
        && !callback.booking().details().pushTargets().isEmpty();
  }
}
