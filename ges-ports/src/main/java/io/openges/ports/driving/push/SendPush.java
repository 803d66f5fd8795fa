package io.openges.ports.driving.push;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.push.PushNotifications.Result;
import java.util.Map;
import java.util.Optional;

/**
 * Driving port: tells a customer's devices something (specification 5.1). Safe for use by many
 * threads at once.
 */
public interface SendPush {

  /**
   * Sends a push to all devices of a callback and waits some seconds for what comes of it; empty if
   * there is no such callback.
   *
   * @param data more fields for the app; those of GES win
   * @throws io.openges.ports.driven.DependencyUnavailableException if the callback cannot be found
   *     out now
   */
  Optional<Outcome> send(CallbackKey callback, PushEvent event, Map<String, String> data);

  /**
   * Has a push judged that is not delivered, to try an account.
   *
   * @return {@link Result#FAILED} if there was no answer
   */
  Result tryOut(TenantId tenant, PushAccount account, String token);

  /** What came of it. */
  enum Outcome {
    /** A device was told. */
    PUSH_SENT,
    /** No device was told yet, so far as is known; what may be tried again is, for a minute. */
    PUSH_SEND_ERROR,
    /** No device was named. */
    NO_TARGET
  }
}
