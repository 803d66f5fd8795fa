package io.openges.ports.driven.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimes.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Driven port: what nodes have heard of waiting times lately, so that not every node has to ask for
 * the same. It may forget everything at any moment, and never throws.
 *
 * <p>Safe for use by many threads at once, and by many processes that share it. Every
 * implementation passes {@code WaitTimeCacheContract}.
 */
public interface WaitTimeCache {

  /** How long anything is kept. */
  Duration LIFE = Duration.ofSeconds(60);

  /** Returns what was heard last, within {@link #LIFE}, of those queues that are known here. */
  Map<QueueName, Heard> find(TenantId tenant, Set<QueueName> queues, Method method);

  /** Keeps what was heard just now, some time soon; does not wait for it. */
  void put(TenantId tenant, Map<QueueName, WaitTime> heard, Method method);

  /**
   * What the source said of a queue.
   *
   * @param waitTime what it said; never {@link WaitTime#UNAVAILABLE}
   * @param age how long ago, zero or more; a second or two off where nodes' clocks differ
   */
  record Heard(WaitTime waitTime, Duration age) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the age is negative
     */
    public Heard {
      requireNonNull(waitTime, "waitTime");
      if (age.isNegative()) {
        throw new IllegalArgumentException("age: " + age);
      }
    }
  }
}
