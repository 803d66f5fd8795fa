package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether PostgreSQL is away, so that callers need not find out one by one, each for seconds
 * (specification 21).
 *
 * <p>A lost connection, or half a second in which nothing of what is under way was answered, is
 * only a reason to look: a connection of its own asks for a sign of life. The gate shuts if there
 * is none and nothing else was answered meanwhile; so neither a slow statement nor a full pool
 * shuts it. While it is shut the sign is asked for again and again, and opens it.
 *
 * <p>What is under way when it shuts is left alone: a commit may have happened.
 *
 * <p>Safe for use by many threads at once.
 */
final class OutageGate implements AutoCloseable {

  /** How long nothing may be answered before somebody looks. */
  static final Duration STALL = Duration.ofMillis(500);

  /** How long from one look to the next. */
  static final Duration PAUSE = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(OutageGate.class);

  private final SignOfLife sign;
  private final Follower follower;
  private final LongSupplier nanoTime;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile long busySince;
  private volatile long answeredAt;
  private volatile long lookedAt;
  private volatile boolean suspected;
  private volatile boolean shut;
  private volatile boolean closed;
  private final Thread watcher = new Thread(this::watch, "ges-postgres-gate");

  /**
   * Makes an open gate that nobody watches.
   *
   * @param sign asks PostgreSQL for a sign of life, for a second or so
   * @param follower is told when the gate shuts and opens
   * @param nanoTime a monotonic clock in nanoseconds
   */
  OutageGate(SignOfLife sign, Follower follower, LongSupplier nanoTime) {
    this.sign = requireNonNull(sign, "sign");
    this.follower = requireNonNull(follower, "follower");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    long now = nanoTime.getAsLong();
    this.busySince = now;
    this.answeredAt = now;
    this.lookedAt = now - PAUSE.toNanos();
    watcher.setDaemon(true);
  }

  /** Asks PostgreSQL itself. */
  @FunctionalInterface
  interface SignOfLife {
    /** Returns if there is one; it comes from a server that takes writes. */
    void await() throws SQLException;
  }

  /** Hears of the gate, on its thread. */
  interface Follower {
    /** PostgreSQL is away. */
    void shut();

    /** PostgreSQL is back. */
    void opened();
  }

  /** Starts the thread that looks. */
  OutageGate watched() {
    watcher.start();
    return this;
  }

  /** Says whether PostgreSQL is known to be away. */
  boolean isShut() {
    return shut;
  }

  /**
   * Lets a caller through who will {@link #leave}.
   *
   * @throws DependencyUnavailableException if PostgreSQL is away; nothing was asked of it
   */
  void enter(String operation) {
    requireOpen(operation);
    if (underWay.getAndIncrement() == 0) {
      busySince = nanoTime.getAsLong();
    }
  }

  /**
   * Does nothing while the gate is open.
   *
   * @throws DependencyUnavailableException if PostgreSQL is away
   */
  void requireOpen(String operation) {
    if (shut) {
      throw DependencyUnavailableException.nothingDone(Dependency.POSTGRESQL, operation, null);
    }
  }

  /** Ends what {@link #enter} began. */
  void leave() {
    underWay.decrementAndGet();
  }

  /** Notes that PostgreSQL answered something. */
  void answered() {
    answeredAt = nanoTime.getAsLong();
  }

  /** Notes a failure, which may be an answer, too. */
  void failed(SQLException failure) {
    if (Failures.isConnectionLost(failure)) {
      suspected = true;
      LockSupport.unpark(watcher);
    } else {
      answered();
    }
  }

  /** Looks for PostgreSQL if there is reason to, and shuts or opens the gate. */
  void look() {
    long now = nanoTime.getAsLong();
    if (shut) {
      if (isThere()) {
        LOG.info("PostgreSQL answers again");
        shut = false;
        follower.opened();
      }
    } else if (now - lookedAt >= PAUSE.toNanos() && (suspected || isStalled(now))) {
      suspected = false;
      boolean there = isThere();
      lookedAt = nanoTime.getAsLong();
      if (!there && answeredAt - now < 0) {
        shut = true;
        follower.shut();
      }
    }
  }

  private boolean isStalled(long now) {
    long quiet = Math.min(now - answeredAt, now - busySince);
    return underWay.get() > 0 && quiet >= STALL.toNanos();
  }

  private boolean isThere() {
    try {
      sign.await();
      answered();
      return true;
    } catch (SQLException failure) {
      boolean away = Failures.isConnectionLost(failure);
      if (away && !shut) {
        LOG.warn("PostgreSQL gives no sign of life: {}", failure.getMessage());
      }
      return !away;
    }
  }

  // The last handler of this thread: whatever goes wrong, somebody has to go on looking.
  private void watch() {
    while (!closed) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.error("looking for PostgreSQL failed", e);
      }
      LockSupport.parkNanos(this, PAUSE.toNanos());
    }
  }

  /** Looks no more; the gate stays as it is. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watcher);
  }
}
