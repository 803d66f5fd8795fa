package io.openges.app.health;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.time.StoreClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with that of the store all nodes share, and tells when they begin and
 * end to differ by more than 2 seconds (specification 7.6). A sign of life of the store, too. Runs
 * on one thread at a time; what it found may be read by many at once.
 */
public final class ClockCheck implements Runnable {

  /** So much may clocks differ. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);

  private final StoreClock store;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private volatile @Nullable String finding;

  /**
   * Makes a check.
   *
   * @param store what is compared with
   * @param clock this node's, which decides
   * @param nanoTime a monotonic clock in nanoseconds, for how long an answer takes
   */
  public ClockCheck(StoreClock store, InstantSource clock, LongSupplier nanoTime) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  /**
   * Looks at both clocks.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  @Override
  public void run() {
    var asked = clock.instant();
    long begin = nanoTime.getAsLong();
    var there = store.now();
    var half = Duration.ofNanos((nanoTime.getAsLong() - begin) / 2);
    judge(Duration.between(there, asked.plus(half)), half);
  }

  /** Returns how this node's clock differs, null if it does not or was not looked at yet. */
  public @Nullable String finding() {
    return finding;
  }

  /**
   * The store's clock was read at some time of the way there and back, so that the middle is wrong
   * by half of it at most: what a slow answer leaves open stays as it was.
   */
  private void judge(Duration ahead, Duration error) {
    var apart = ahead.abs();
    boolean differed = finding != null;
    if (apart.minus(error).compareTo(LIMIT) > 0) {
      finding = "this node's clock is " + seconds(apart) + " s "
          + (ahead.isNegative() ? "behind" : "ahead of") + " PostgreSQL's";
      if (!differed) {
        LOG.warn("{}: what is due, open or too late is judged by it", finding);
      }
    } else if (differed && apart.plus(error).compareTo(LIMIT) <= 0) {
      finding = null;
      LOG.warn("this node's clock agrees with PostgreSQL's again");
    }
  }

  /** Rounds down to a tenth. */
  private static String seconds(Duration duration) {
    return duration.toSeconds() + "." + duration.toMillisPart() / 100;
  }
}
