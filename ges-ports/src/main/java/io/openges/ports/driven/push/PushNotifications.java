package io.openges.ports.driven.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.push.PushAccount;
import io.openges.domain.tenant.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: sends a push to one device, once (specification 17.6). Whoever asks tries again.
 *
 * <p>Safe for use by many threads at once. Every implementation passes
 * {@code PushNotificationsContract}.
 */
public interface PushNotifications {

  /**
   * Sends it within 7 seconds; whatever goes wrong is a result.
   *
   * @param account in whose name, null if the tenant has none
   */
  Result send(@Nullable PushAccount account, Message message);

  /**
   * What is sent.
   *
   * @param tenant whose customer is told
   * @param token names the device
   * @param data fields of the app
   * @param dryRun whether it is only to be judged, not delivered
   */
  record Message(TenantId tenant, String token, Map<String, String> data, boolean dryRun) {

    /** Checks and copies the parts. */
    public Message {
      requireNonNull(tenant, "tenant");
      requireNonNull(token, "token");
      data = Map.copyOf(data);
    }

    /** Returns nothing of token and data. */
    @Override
    public String toString() {
      return "Message[" + tenant + "]";
    }
  }

  /** What came of it. */
  enum Result {
    /** The service has taken it. */
    SENT,
    /** The device is not reached by this token any more. */
    UNREGISTERED,
    /** The service does not take it, however often it is sent. */
    REFUSED,
    /** It was not taken, and may be taken later. */
    FAILED,
    /** Nobody knows whether it was taken; to send it again might tell a customer twice. */
    UNKNOWN,
    /** It was only to be judged, which the service does not do; nothing was sent. */
    NOT_TRIED
  }
}
