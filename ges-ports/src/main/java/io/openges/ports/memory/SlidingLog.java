package io.openges.ports.memory;

import io.openges.domain.queue.Limits.Window;
import java.util.Arrays;

/**
 * When the last bookings of one window were accepted, 8 bytes each, as many as its limit at most:
 * one more may be accepted when there is room, or when the oldest of them has left the window. Not
 * thread-safe; one thread at a time.
 */
final class SlidingLog {

  private static final int SMALLEST = 4;

  private long[] times = new long[SMALLEST];
  private int first;
  private int size;

  /** Returns when something added at {@code now} counts: never before what was added last. */
  long at(long now) {
    return size == 0 ? now : Math.max(now, get(size - 1));
  }

  /** Returns the milliseconds until one more may be added, 0 if it may be now. */
  long millisUntilFree(Window window, long now) {
    if (size < window.most()) {
      return 0;
    }
    // the limit may have sunk: then only so many of the newest count
    long free = get(size - window.most()) + window.length().toMillis();
    return free <= at(now) ? 0 : free - now;
  }

  /** Adds a time that is free; returns it as it counts. */
  long add(Window window, long now) {
    long at = at(now);
    while (size >= window.most()) {
      first = (first + 1) % times.length;
      size--;
    }
    if (size == times.length) {
      grow();
    }
    times[(first + size) % times.length] = at;
    size++;
    return at;
  }

  /** Takes out one of the times that equal {@code at}, if there is one. */
  void remove(long at) {
    for (int i = size - 1; i >= 0; i--) {
      if (get(i) == at) {
        for (int later = i + 1; later < size; later++) {
          times[(first + later - 1) % times.length] = get(later);
        }
        size--;
        return;
      }
    }
  }

  private long get(int index) {
    return times[(first + index) % times.length];
  }

  private void grow() {
    var wider = Arrays.copyOf(times, times.length * 2);
    for (int i = 0; i < size; i++) {
      wider[i] = get(i);
    }
    times = wider;
    first = 0;
  }
}
