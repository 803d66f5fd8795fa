package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.push.PushEvent;
import java.util.List;
import java.util.Map;

/**
 * Something to tell the devices of a callback; holds no more of it than that, as many may wait.
 * Immutable and thread-safe.
 *
 * @param key the callback
 * @param targets its devices
 * @param event what happened
 * @param data all fields for the app, as they were when it was decided
 */
public record PushNotice(
    CallbackKey key, List<PushTarget> targets, PushEvent event, Map<String, String> data) {

  /** Checks and copies the parts. */
  public PushNotice {
    requireNonNull(key, "key");
    targets = List.copyOf(targets);
    requireNonNull(event, "event");
    data = Map.copyOf(data);
  }

  /** Returns nothing of the fields. */
  @Override
  public String toString() {
    return "PushNotice[" + key.id() + ", " + event + "]";
  }
}
