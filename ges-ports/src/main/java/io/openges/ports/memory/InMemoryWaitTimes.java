package io.openges.ports.memory;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Waiting times as they were set; a queue without one has had no traffic.
 *
 * <p>Safe for use by many threads at once.
 */
public final class InMemoryWaitTimes implements WaitTimes {

  private final Map<Queue, WaitTime> times = new ConcurrentHashMap<>();
  private final Map<Queue, WaitTime> read = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean answers = true;
  private volatile boolean apart = true;

  /** Makes waiting times of which none is set. */
  public InMemoryWaitTimes() {}

  @Override
  public WaitTime read(TenantId tenant, QueueName queue, WaitTimeMode mode) {
    asked.incrementAndGet();
    var one = new Queue(tenant, queue, mode);
    var time = answers ? times.getOrDefault(one, WaitTime.NO_TRAFFIC) : WaitTime.UNAVAILABLE;
    read.put(one, time);
    return time;
  }

  @Override
  public WaitTime lastKnown(TenantId tenant, QueueName queue, WaitTimeMode mode) {
    return answers
        ? read.getOrDefault(new Queue(tenant, queue, mode), WaitTime.UNAVAILABLE)
        : WaitTime.UNAVAILABLE;
  }

  @Override
  public Map<QueueName, WaitTime> readAll(
      TenantId tenant, Set<QueueName> configured, Set<QueueName> others, Method method) {
    return Stream.concat(configured.stream(), others.stream())
        .distinct()
        .collect(Collectors.toUnmodifiableMap(
            queue -> queue, queue -> read(tenant, queue, method.mode())));
  }

  @Override
  public boolean tellsTenantsApart() {
    return apart;
  }

  /** Says from now on whether the source is known to keep tenants apart; it is at first. */
  public void tellTenantsApart(boolean whether) {
    apart = whether;
  }

  /** Returns how often the wait of a queue was asked for, 0 or more. */
  public int asked() {
    return asked.get();
  }

  /** Sets the wait of a queue in every mode. */
  public void set(TenantId tenant, QueueName queue, WaitTime time) {
    for (var mode : WaitTimeMode.values()) {
      set(tenant, queue, mode, time);
    }
  }

  /** Sets the wait of a queue in one mode. */
  public void set(TenantId tenant, QueueName queue, WaitTimeMode mode, WaitTime time) {
    times.put(new Queue(tenant, queue, mode), time);
  }

  /** Says from now on whether anybody answers; if not, every wait is unavailable. */
  public void answer(boolean whether) {
    answers = whether;
  }

  private record Queue(TenantId tenant, QueueName name, WaitTimeMode mode) {}
}
