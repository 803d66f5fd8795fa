package io.openges.app.wiring;

import static java.util.Objects.requireNonNull;

import io.openges.app.health.Causes;
import io.openges.ports.driven.DependencyUnavailableException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start for a server that may be starting, too. It says at once why, and then every
 * ten seconds or when the reason is another one. Thread-safe.
 */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private final LongConsumer pause;

  /**
   * Makes one with a clock of its own.
   *
   * @param nanoTime a monotonic clock in nanoseconds
   * @param pause waits for so many nanoseconds
   */
  Patience(LongSupplier nanoTime, LongConsumer pause) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    this.pause = requireNonNull(pause, "pause");
  }

  /** Returns one that waits in real time. */
  static Patience real() {
    return new Patience(System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Tries until it works, for a minute at most.
   *
   * @param server what to call it, with where it is
   * @throws DependencyUnavailableException if it does not work; the message says the same
   */
  <T> T await(String server, Supplier<T> attempt) {
    long begin = nanoTime.getAsLong();
    long told = begin;
    var toldReason = "";
    while (true) {
      try {
        return attempt.get();
      } catch (DependencyUnavailableException e) {
        var reason = reason(e);
        long now = nanoTime.getAsLong();
        if (now - begin > LONGEST.toNanos()) {
          throw new DependencyUnavailableException(
              e.dependency(), server + ", for " + LONGEST.toSeconds() + " s: " + reason, e);
        }
        if (!reason.equals(toldReason) || now - told >= SILENCE.toNanos()) {
          LOG.warn("waiting for {}, up to {} s in all: {}", server, LONGEST.toSeconds(), reason);
          told = now;
          toldReason = reason;
        }
        pause.accept(PAUSE.toNanos());
      }
    }
  }

  /** The message of what tells that a name means nothing is the name alone. */
  private static String reason(DependencyUnavailableException failure) {
    var root = Causes.rootOf(failure);
    return Causes.has(failure, UnknownHostException.class) ? "unknown host " + root : root;
  }
}
