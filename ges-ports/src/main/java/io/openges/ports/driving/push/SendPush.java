package io.openges.ports.driving.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.push.PushNotifications.Result;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: tells a customer's devices something (specification 5.1). Safe for use by many
 * threads at once.
 */
public interface SendPush {

  /**
   * Sends a push to all devices of a callback and waits some seconds for what comes of it; empty if
   * there is no such callback. That the call is near is told once for each callback, whoever asks
   * and however often (specification 15.1).
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the callback, or whether it
   *     was told before, cannot be found out now
   */
  Optional<Outcome> send(CallbackKey callback, Request request);

  /**
   * What is to be sent. Immutable and thread-safe.
   *
   * @param event what happened
   * @param data more fields for the app; those of GES win
   * @param attempt whose session asks, 1 or more; null if it does not say. Of an attempt that is
   *     over nobody is told.
   */
  record Request(
      PushEvent event, Map<String, String> data, @Nullable Integer attempt) {

    /** Checks and copies the parts. */
    public Request {
      requireNonNull(event, "event");
      data = Map.copyOf(data);
    }

    /** Returns nothing of the fields. */
    @Override
    public String toString() {
      return "Request[" + event + "]";
    }
  }

  /**
   * Has a push judged that is not delivered, to try an account.
   *
   * @param account null if the tenant has none
   * @return {@link Result#FAILED} if there was no answer; {@link Result#NOT_TRIED} if pushes are
   *     sent by a service that judges none
   */
  Result tryOut(TenantId tenant, @Nullable PushAccount account, String token);

  /** What came of it. */
  enum Outcome {
    /** A device was told, or what is told once was told before. */
    PUSH_SENT,
    /**
     * No device was told yet, so far as is known; what may be tried again is, for a minute. Or it
     * is not to be.
     */
    PUSH_SEND_ERROR,
    /** No device was named. */
    NO_TARGET
  }
}
