package io.openges.ports.memory;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.queue.WaitTimes.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Waiting times heard in this process. Safe for use by many threads at once. */
public final class InMemoryWaitTimeCache implements WaitTimeCache {

  private final InstantSource time;
  private final Map<Line, Entry> entries = new ConcurrentHashMap<>();

  /** Makes an empty cache whose entries age by {@code time}. */
  public InMemoryWaitTimeCache(InstantSource time) {
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Map<QueueName, Heard> find(TenantId tenant, Set<QueueName> queues, Method method) {
    var now = time.instant();
    var found = new HashMap<QueueName, Heard>();
    for (var queue : queues) {
      var entry = entries.get(new Line(tenant, queue, method));
      if (entry != null && !entry.at().plus(LIFE).isBefore(now)) {
        var age = Duration.between(entry.at(), now);
        found.put(queue, new Heard(entry.waitTime(), age.isNegative() ? Duration.ZERO : age));
      }
    }
    return found;
  }

  @Override
  public void put(TenantId tenant, Map<QueueName, WaitTime> heard, Method method) {
    var now = time.instant();
    entries.values().removeIf(entry -> entry.at().plus(LIFE).isBefore(now));
    heard.forEach((queue, waitTime) ->
        entries.put(new Line(tenant, queue, method), new Entry(waitTime, now)));
  }

  private record Line(TenantId tenant, QueueName queue, Method method) {}

  private record Entry(WaitTime waitTime, Instant at) {}
}
