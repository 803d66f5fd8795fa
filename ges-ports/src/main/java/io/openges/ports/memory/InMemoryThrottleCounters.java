package io.openges.ports.memory;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.Limits.Window;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.throttle.ThrottleCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts in this process: in place of shared counters that are away, and in tests. Safe for use by
 * many threads at once.
 */
public final class InMemoryThrottleCounters implements ThrottleCounters {

  /** How often it is looked for windows that nothing is left in. */
  private static final int SWEEP_EVERY = 4096;

  private final IntSupplier nodes;
  private final Map<Name, Log> logs = new HashMap<>();
  private final Map<Name, Shared> twins = new HashMap<>();
  private int untilSweep = SWEEP_EVERY;

  /** Counts for one node, which has the whole of every limit. */
  public InMemoryThrottleCounters() {
    this(() -> 1);
  }

  /**
   * Counts for one of several nodes.
   *
   * @param nodes how many share each limit, 1 or more: each takes as many as its share, rounded up
   */
  public InMemoryThrottleCounters(IntSupplier nodes) {
    this.nodes = requireNonNull(nodes, "nodes");
  }

  @Override
  public synchronized Verdict reserve(Request request) {
    var twin = request.twin() == null ? null : new Name(request.tenant(), request.twin());
    var known = twin == null ? null : twins.get(twin);
    long now = request.at().toEpochMilli();
    if (known != null && known.isMetAt(now)) {
      known.bookings++;
      return new Verdict.Reserved(() -> release(known));
    }
    var waits = look(request);
    if (waits.stream().anyMatch(wait -> !wait.isZero())) {
      return new Verdict.Full(waits);
    }
    sweep(now);
    var shared = new Shared(twin, now);
    for (var counted : request.counted()) {
      var name = new Name(request.tenant(), counted.name());
      var log = logs.computeIfAbsent(name, absent -> new Log());
      long at = log.times.add(share(counted), now);
      log.keepUntil = at + counted.window().length().toMillis();
      shared.counts.add(new Count(log.times, at));
    }
    if (twin != null) {
      twins.put(twin, shared);
    }
    return new Verdict.Reserved(() -> release(shared));
  }

  @Override
  public synchronized List<Duration> look(Request request) {
    long now = request.at().toEpochMilli();
    return request.counted().stream()
        .map(counted -> {
          var log = logs.get(new Name(request.tenant(), counted.name()));
          return log == null
              ? Duration.ZERO
              : Duration.ofMillis(log.times.millisUntilFree(share(counted), now));
        })
        .toList();
  }

  private synchronized void release(Shared shared) {
    if (--shared.bookings == 0) {
      shared.counts.forEach(count -> count.log().remove(count.at()));
      if (shared.name != null) {
        twins.remove(shared.name, shared);
      }
    }
  }

  private Window share(Counted counted) {
    int sharing = Math.max(1, nodes.getAsInt());
    var whole = counted.window();
    return new Window((whole.most() + sharing - 1) / sharing, whole.length());
  }

  private void sweep(long now) {
    if (--untilSweep == 0) {
      untilSweep = SWEEP_EVERY;
      logs.values().removeIf(log -> log.keepUntil <= now);
      twins.values().removeIf(shared -> !shared.isMetAt(now));
    }
  }

  private record Name(TenantId tenant, String text) {}

  private record Count(SlidingLog log, long at) {}

  private static final class Log {
    private final SlidingLog times = new SlidingLog();
    private long keepUntil;
  }

  /** What is counted for one booking and its twins. */
  private static final class Shared {
    private final @Nullable Name name;
    private final long since;
    private final List<Count> counts = new ArrayList<>();
    private int bookings = 1;

    private Shared(@Nullable Name name, long since) {
      this.name = name;
      this.since = since;
    }

    private boolean isMetAt(long now) {
      return now - since < TWINS_MEET.toMillis();
    }
  }
}
