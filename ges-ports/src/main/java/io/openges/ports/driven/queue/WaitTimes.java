package io.openges.ports.driven.queue;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;

/**
 * Driven port: estimated waiting times. Safe for use by many threads at once. Every implementation
 * passes {@code WaitTimesContract}.
 */
public interface WaitTimes {

  /**
   * Returns the wait of {@code queue} now, a few seconds old at most while its source answers;
   * {@link WaitTime#UNAVAILABLE} when nobody has answered for a minute. Never throws and never
   * blocks longer than a call's time limit.
   */
  WaitTime read(TenantId tenant, QueueName queue, WaitTimeMode mode);
}
