package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

/**
 * A device that can be told about the callback. Immutable and thread-safe.
 *
 * @param channel the push service, today only {@code FCM}
 * @param target the device's token there, at most 4096 characters; a secret, never logged
 */
public record PushTarget(String channel, String target) {

  /** Checks that both parts are there. */
  public PushTarget {
    requireNonNull(channel, "channel");
    requireNonNull(target, "target");
  }

  /** Returns the channel only. */
  @Override
  public String toString() {
    return "PushTarget[" + channel + "]";
  }
}
