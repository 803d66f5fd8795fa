package io.openges.adapter.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The way to GES's own Redis, shared by everything that uses it. Nothing is connected before it is
 * needed, and Redis may be absent or vanish at any moment: that is no error (specification 21).
 *
 * <p>Safe for use by many threads at once.
 */
public final class RedisConnections implements AutoCloseable {

  /** Longest wait on a caller's path. */
  static final Duration PATIENCE = Duration.ofMillis(200);

  /**
   * Longest wait on a caller's path where going without the answer is worse than waiting. A server
   * that is away is told after a second; the rest is for a machine that is busy.
   */
  static final Duration LONG_PATIENCE = Duration.ofSeconds(3);

  /** Threads that wait for Redis in place of callers. */
  static final int WORKERS = 4;

  private static final int MOST_CAUSES = 20;
  private static final int MOST_WAITING = 512;

  private final RedisConfig config;
  private final ThreadPoolExecutor workers;
  private final CircuitBreaker breaker = breaker("redis");
  private final CircuitBreaker patientBreaker = breaker("redis-patient");
  private @Nullable UnifiedJedis client;
  private boolean closed;

  /** Prepares the way; connects nothing. */
  public RedisConnections(RedisConfig config) {
    this.config = config;
    var count = new AtomicInteger();
    this.workers = new ThreadPoolExecutor(
        WORKERS,
        WORKERS,
        1,
        TimeUnit.MINUTES,
        new LinkedBlockingQueue<>(MOST_WAITING),
        task -> daemon("ges-redis-" + count.incrementAndGet(), task));
    this.workers.allowCoreThreadTimeOut(true);
  }

  private static CircuitBreaker breaker(String name) {
    return CircuitBreaker.of(
        name,
        CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(2)
            .build());
  }

  /**
   * Asks Redis for a sign of life, for at most a few seconds.
   *
   * @return null if it gave one, else what went wrong
   */
  public @Nullable String ping() {
    try {
      client().ping();
      return null;
    } catch (JedisException e) {
      return innermost(e);
    }
  }

  /** What the server or the connection said; around it there is but that nothing could be done. */
  private static String innermost(Throwable thrown) {
    var root = thrown;
    for (int i = 0; i < MOST_CAUSES; i++) {
      var suppressed = root.getSuppressed();
      var cause =
          root.getCause() == null && suppressed.length > 0 ? suppressed[0] : root.getCause();
      if (cause == null) {
        break;
      }
      root = cause;
    }
    return String.valueOf(root.getMessage());
  }

  /** Closes all connections; afterwards Redis is absent for everything that asks. */
  @Override
  public void close() {
    workers.shutdownNow();
    synchronized (this) {
      closed = true;
      if (client != null) {
        client.close();
        client = null;
      }
    }
  }

  /**
   * Asks on a caller's path: waits {@link #PATIENCE} at most, and not at all while Redis is known
   * to be away. Never throws.
   *
   * @return the answer; empty if it was null or did not come in time
   */
  <T> Optional<T> ask(Function<UnifiedJedis, @Nullable T> question) {
    return ask(question, breaker, PATIENCE);
  }

  /**
   * Does the same, but waits {@link #LONG_PATIENCE} at most, and does not take Redis for away just
   * because others had less patience.
   */
  <T> Optional<T> askPatiently(Function<UnifiedJedis, @Nullable T> question) {
    return ask(question, patientBreaker, LONG_PATIENCE);
  }

  private <T> Optional<T> ask(
      Function<UnifiedJedis, @Nullable T> question, CircuitBreaker calls, Duration patience) {
    try {
      return Optional.ofNullable(calls.executeCallable(() -> {
        var answer = workers.submit(() -> question.apply(client()));
        try {
          return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
          answer.cancel(false);
        }
      }));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (CallNotPermittedException
        | TimeoutException
        | ExecutionException
        | RejectedExecutionException e) {
      return Optional.empty();
    } catch (Exception e) {
      throw new IllegalStateException("nothing else is thrown", e);
    }
  }

  /** Does something with Redis some time soon, if it can; nobody waits for it or hears of it. */
  void soon(Runnable task) {
    try {
      workers.execute(() -> {
        try {
          task.run();
        } catch (JedisException away) {
          // Best effort is all that was promised.
        }
      });
    } catch (RejectedExecutionException full) {
      // So many are waiting for Redis already that this one is dropped.
    }
  }

  /**
   * Returns the client, for workers that may wait a few seconds.
   *
   * @throws JedisException if it cannot be made now, or this is closed
   */
  synchronized UnifiedJedis client() {
    if (closed) {
      throw new JedisException("closed");
    }
    if (client == null) {
      client = RedisClients.open(config);
    }
    return client;
  }

  /** Drops what is known of the servers after a failure; best effort. */
  void renew() {
    UnifiedJedis open;
    synchronized (this) {
      open = client;
    }
    if (open != null) {
      RedisClients.renew(open);
    }
  }

  static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
