package io.openges.ports.testing;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.CallDirection;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.QueueSettings.AfterHoursPolicy;
import io.openges.domain.queue.QueueSettings.Application;
import io.openges.domain.queue.QueueSettings.Dialling;
import io.openges.domain.queue.QueueSettings.Immediate;
import io.openges.domain.queue.QueueSettings.Lifetime;
import io.openges.domain.queue.QueueSettings.Numbers;
import io.openges.domain.queue.QueueSettings.Offering;
import io.openges.domain.queue.QueueSettings.Slots;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import java.time.ZoneOffset;
import java.util.Map;

/** Rows of CALLBACK_SETTINGS for tests. Immutable and thread-safe. */
public final class Queues {

  /** The queue of the callbacks that {@link Callbacks} makes unless another is given. */
  public static final QueueName NAME = new QueueName("VQ_Test");

  private Queues() {}

  /** Returns {@link #NAME} as a queue that never closes, with three places in 15 minutes. */
  public static QueueSettings alwaysOpen() {
    return open(NAME, BusinessHours.alwaysOpen(ZoneOffset.UTC), 3);
  }

  /**
   * Returns a queue that offers both kinds of callbacks in slots of 15 minutes.
   *
   * @param capacity callbacks per slot, 0 or more
   */
  public static QueueSettings open(QueueName name, BusinessHours hours, int capacity) {
    return new QueueSettings(
        name,
        hours,
        new Dialling(
            new Application("CallbackApp", "test"),
            CallDirection.USERTERMINATED,
            new Numbers("9", "US", null),
            "RP_Callback",
            ""),
        new Offering(
            new Immediate(true, 0, false, false, false),
            true,
            new Slots(15, capacity, null),
            0,
            WaitTimeMode.MODE1),
        new Lifetime(7200, 600, AfterHoursPolicy.HOLD),
        Map.of("routingPoint", "RP_Callback"));
  }
}
