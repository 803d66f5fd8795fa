package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.push.PushEvent;
import java.util.Map;

/**
 * Something to tell the devices of a callback. Immutable and thread-safe.
 *
 * @param callback as it stands, with its devices
 * @param event what happened
 * @param data all fields for the app, as they were when it was decided
 */
public record PushNotice(Callback callback, PushEvent event, Map<String, String> data) {

  /** Checks and copies the parts. */
  public PushNotice {
    requireNonNull(callback, "callback");
    requireNonNull(event, "event");
    data = Map.copyOf(data);
  }

  /** Returns nothing of the fields. */
  @Override
  public String toString() {
    return "PushNotice[" + callback.key().id() + ", " + event + "]";
  }
}
