package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.push.PushEvent;
import io.openges.domain.push.PushTerms;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the app on a device is told of a callback (specification 15.1). Asks nobody: of waits it
 * knows what was heard last. Safe for use by many threads at once.
 */
final class PushFields {

  private static final DateTimeFormatter UTC =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final Duration OFFER = Duration.ofMinutes(5);

  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;

  PushFields(SettingsSnapshots snapshots, WaitTimes waitTimes) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
  }

  /** Returns a notice that holds until the callback's end. */
  PushNotice notice(Callback callback, PushEvent event) {
    return notice(callback, event, callback.schedule().expiresAt(), Map.of());
  }

  /**
   * Returns a notice.
   *
   * @param ends when it does not hold any more
   * @param more fields for the app; those of GES win
   */
  PushNotice notice(Callback callback, PushEvent event, Instant ends, Map<String, String> more) {
    var row = row(callback);
    var wait = row.map(it -> wait(callback, it)).orElseGet(OptionalInt::empty);
    Map<String, String> data = new HashMap<>(more);
    data.put("event", event.name());
    data.put("callbackId", callback.key().id().toString());
    data.put("serviceName", callback.queue().value());
    data.put("ewt", Integer.toString(wait.orElse(-1)));
    data.put("desiredTime", UTC.format(callback.schedule().desiredTime()));
    data.put("groupName", row.map(PushTerms::of).map(PushTerms::group).orElse(""));
    data.put("expirationTime", UTC.format(ends));
    return new PushNotice(callback.key(), callback.booking().details().pushTargets(), event, data);
  }

  /** Returns how long an offer to the customer of {@code callback} stands. */
  Duration offer(Callback callback) {
    return row(callback).map(PushTerms::of).map(PushTerms::offer).orElse(OFFER);
  }

  /** Says whether the call is near, so far as anybody has heard. */
  boolean isNear(Callback callback) {
    return row(callback)
        .filter(row -> PushTerms.of(row).isNear(callback, wait(callback, row)))
        .isPresent();
  }

  /** Says whether it would be near if the wait were short. */
  boolean canBeNear(Callback callback) {
    return row(callback).filter(row -> PushTerms.of(row).canBeNear(callback)).isPresent();
  }

  private Optional<QueueSettings> row(Callback callback) {
    return snapshots.of(callback.key().tenant()).queue(callback.queue());
  }

  /** Returns the seconds of wait: those of the session, else those of the queue. */
  private OptionalInt wait(Callback callback, QueueSettings row) {
    var session = callback.attempt().session();
    var own = session == null ? null : session.waitSeconds();
    if (own != null) {
      return OptionalInt.of(own);
    }
    var queues =
        waitTimes.lastKnown(callback.key().tenant(), row.name(), row.offering().waitTimeMode());
    return queues.knowledge() == WaitTime.Knowledge.KNOWN
        ? OptionalInt.of(queues.seconds())
        : OptionalInt.empty();
  }
}
