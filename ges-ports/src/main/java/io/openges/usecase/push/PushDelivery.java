package io.openges.usecase.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.PushTarget;
import io.openges.domain.push.PushAccount;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driven.push.PushNotifications.Message;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driving.credential.KeepCredential;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** Tells one device something, once. Safe for use by many threads at once. */
public final class PushDelivery {

  private static final String DROPPED = "DROPPED:";

  private final KeepCredential<PushAccount> accounts;
  private final PushNotifications notifications;
  private final PushMarks marks;
  private final InstantSource time;

  /** Makes it. */
  public PushDelivery(
      KeepCredential<PushAccount> accounts,
      PushNotifications notifications,
      PushMarks marks,
      InstantSource time) {
    this.accounts = requireNonNull(accounts, "accounts");
    this.notifications = requireNonNull(notifications, "notifications");
    this.marks = requireNonNull(marks, "marks");
    this.time = requireNonNull(time, "time");
  }

  /**
   * Returns the devices of a callback that were not dropped.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows
   */
  public List<PushTarget> devices(PushNotice notice) {
    var known = marks.of(notice.key());
    return notice.targets().stream()
        .filter(target -> !known.contains(mark(target)))
        .toList();
  }

  /**
   * Tells a device; drops it if it is not reached any more.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the tenant's account, or what
   *     is known of the device, cannot be read or written now
   */
  public Result attempt(PushNotice notice, PushTarget target) {
    var key = notice.key();
    var account = accounts.find(key.tenant()).orElse(null);
    var result = notifications.send(
        account, new Message(key.tenant(), target.target(), notice.data(), false));
    if (result == Result.UNREGISTERED) {
      marks.set(key, mark(target), now());
    }
    return result;
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Tokens are told by a hash of them, which is short and no secret. */
  private static String mark(PushTarget target) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(target.target().getBytes(UTF_8));
      return DROPPED + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
