package io.openges.usecase.statistics;

import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driven.statistics.Statistics.Outcome;
import io.openges.ports.driving.statistics.AskStatistics;
import io.openges.usecase.statistics.AskStatisticsService.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of the last five minutes, as far as there is room: the oldest go first. Safe for use by
 * many threads at once.
 */
final class KeptFigures {

  /** How many characters of questions and answers are kept at most. */
  static final long MAX_CHARACTERS = 16L << 20;

  private final InstantSource time;
  private final Map<Asked, Kept> all = new LinkedHashMap<>();
  private long characters;

  KeptFigures(InstantSource time) {
    this.time = time;
  }

  /**
   * Returns the answer to {@code asked} unless it is older than {@code atMost}, or than its life.
   */
  synchronized Optional<Outcome> find(Asked asked, Duration atMost) {
    var now = time.instant();
    dropExpired(now);
    var kept = all.get(asked);
    if (kept == null
        || kept.ageAt(now).compareTo(atMost) > 0
        || kept.ageAt(now).compareTo(AskStatistics.LIFE) > 0) {
      return Optional.empty();
    }
    return Optional.of(kept.figures());
  }

  /** Keeps the answer as one that is {@code age} old, unless a younger one is there. */
  synchronized void put(Asked asked, Statistics.Figures figures, Duration age) {
    var now = time.instant();
    var present = all.get(asked);
    if (present != null && present.ageAt(now).compareTo(age) < 0) {
      return;
    }
    // Removed first, so that what came last is at the end and goes last.
    var former = all.remove(asked);
    characters -= former == null ? 0 : lengthOf(asked, former);
    var kept = new Kept(figures, now.minus(age));
    all.put(asked, kept);
    characters += lengthOf(asked, kept);
    dropExpired(now);
    while (characters > MAX_CHARACTERS) {
      dropOldest();
    }
  }

  private void dropExpired(Instant now) {
    while (!all.isEmpty()
        && all.values().iterator().next().ageAt(now).compareTo(AskStatistics.LIFE) > 0) {
      dropOldest();
    }
  }

  private void dropOldest() {
    var oldest = all.entrySet().iterator();
    var entry = oldest.next();
    characters -= lengthOf(entry.getKey(), entry.getValue());
    oldest.remove();
  }

  private static long lengthOf(Asked asked, Kept kept) {
    return (long) asked.body().length() + kept.figures().json().length();
  }

  /**
   * An answer.
   *
   * @param at when it came
   */
  private record Kept(Statistics.Figures figures, Instant at) {

    /** A clock that was set back makes an answer as old as can be. */
    private Duration ageAt(Instant now) {
      return now.isBefore(at) ? Duration.ofSeconds(Long.MAX_VALUE) : Duration.between(at, now);
    }
  }
}
