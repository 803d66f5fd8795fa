package io.openges.adapter.http.listener;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts unknown API keys by client address in a sliding minute (specification 2.4), so that nobody
 * can try keys. Bounded in memory. Safe for use by many threads at once.
 */
final class UnknownKeyLimit {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST_ADDRESSES = 10_000;

  private final Map<String, ArrayDeque<Long>> byAddress = new ConcurrentHashMap<>();
  private final int perMinute;
  private final LongSupplier nanoTime;

  UnknownKeyLimit(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts one more unknown key.
   *
   * @return 0 if that is within the limit, else the seconds until one would be, 1 to 60
   */
  long count(String address) {
    if (byAddress.size() >= MOST_ADDRESSES) {
      forgetOld();
    }
    var waits = new long[1];
    byAddress.compute(address, (name, known) -> {
      var times = known == null ? new ArrayDeque<Long>() : known;
      waits[0] = add(times, nanoTime.getAsLong());
      return times;
    });
    return waits[0];
  }

  /** Returns what {@link #count} would for one more unknown key, and counts nothing. */
  long wait(String address) {
    var waits = new long[1];
    byAddress.computeIfPresent(address, (name, times) -> {
      waits[0] = waiting(times, nanoTime.getAsLong());
      return times;
    });
    return waits[0];
  }

  private long add(ArrayDeque<Long> times, long now) {
    long wait = waiting(times, now);
    if (wait == 0) {
      times.addLast(now);
    }
    return wait;
  }

  private long waiting(ArrayDeque<Long> times, long now) {
    while (!times.isEmpty() && now - times.getFirst() >= MINUTE) {
      times.removeFirst();
    }
    if (times.size() < perMinute) {
      return 0;
    }
    long left = times.isEmpty() ? MINUTE : MINUTE - (now - times.getFirst());
    return TimeUnit.NANOSECONDS.toSeconds(left) + 1;
  }

  private void forgetOld() {
    long now = nanoTime.getAsLong();
    byAddress
        .keySet()
        .forEach(address -> byAddress.computeIfPresent(
            address,
            (name, times) -> times.isEmpty() || now - times.getLast() >= MINUTE ? null : times));
    if (byAddress.size() >= MOST_ADDRESSES) {
      byAddress.clear();
    }
  }
}
