package io.openges.app.worker;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tells whether workers make progress (specification 5.3). Each says when its next beat is due;
 * thirty seconds later it counts as stuck. Safe for use by many threads at once.
 */
public final class Heartbeats {

  private static final Duration MOST_SILENCE = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private final Map<String, Long> dueAt = new ConcurrentHashMap<>();

  /** Makes the register on a clock for elapsed time. */
  public Heartbeats(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes a beat of {@code worker}, whose next one comes after {@code pause}. */
  void beat(String worker, Duration pause) {
    dueAt.put(worker, nanoTime.getAsLong() + pause.toNanos());
  }

  /** Forgets a worker that has ended in good order. */
  void end(String worker) {
    dueAt.remove(worker);
  }

  /** Returns a worker that has missed its beat for thirty seconds, if there is one. */
  public Optional<String> stuck() {
    long now = nanoTime.getAsLong();
    return dueAt.entrySet().stream()
        .filter(beat -> now - beat.getValue() > MOST_SILENCE.toNanos())
        .min(Comparator.comparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }
}
