package io.openges.domain.push;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.queue.CallDirection;
import io.openges.domain.queue.QueueSettings;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a queue's row says of pushes (specification 10.2). Immutable and thread-safe.
 *
 * @param threshold how short the wait is when the call counts as near; null for never
 * @param offer how long an offer to a customer who is to call stands
 * @param group the call-in group that is offered; may be empty
 */
public record PushTerms(@Nullable Duration threshold, Duration offer, String group) {

  /** Returns what the row of {@code settings} says. */
  public static PushTerms of(QueueSettings settings) {
    var columns = settings.effectiveColumns();
    return new PushTerms(
        columns.get("pushNotificationThresholdMinutes") instanceof Number minutes
            ? Duration.ofMinutes(minutes.longValue())
            : null,
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
    return canBeNear(callback) && wait.isPresent() && isShort(wait.getAsInt());
  }

  /** Says whether a call counts as near after so many seconds of wait. */
  public boolean isShort(int seconds) {
    return threshold != null && seconds < threshold.toSeconds();
  }

  /** Says whether a customer would be told if the wait were short. */
  public boolean canBeNear(Callback callback) {
    return threshold != null
        && callback.state() == CallbackState.QUEUED
        && callback.booking().source().direction() == CallDirection.USERTERMINATED
        && !callback.booking().details().pushTargets().isEmpty();
  }
}
