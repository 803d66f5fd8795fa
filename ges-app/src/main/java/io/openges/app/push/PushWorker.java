package io.openges.app.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.PushTarget;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.usecase.push.PushDelivery;
import io.openges.usecase.push.PushNotice;
import io.openges.usecase.push.PushOutbox;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends pushes by some threads of its own, up to three times each within a minute. So much waits at
 * most; more is dropped, for a push delays nobody. Safe for use by many threads at once.
 */
public final class PushWorker implements PushOutbox, AutoCloseable {

  /** How often a push to one device is tried. */
  public static final int TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);
  private static final int THREADS = 4;
  private static final int MOST_WAITING = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Supplier<PushDelivery> delivery;
  private final BiConsumer<TenantId, Boolean> counted;
  private final Times times;
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, daemons());

  /**
   * Makes it; threads start with the first push.
   *
   * @param delivery sends, asked for with the first push
   * @param counted told of every final result: whose push, and whether it was sent
   */
  public PushWorker(
      Supplier<PushDelivery> delivery, BiConsumer<TenantId, Boolean> counted, Times times) {
    this.delivery = requireNonNull(delivery, "delivery");
    this.counted = requireNonNull(counted, "counted");
    this.times = requireNonNull(times, "times");
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * When it tries again.
   *
   * @param pause before the second try; four times as long before the third
   * @param nanoTime a monotonic clock in nanoseconds; a minute after the first try there is no
   *     other
   */
  public record Times(Duration pause, LongSupplier nanoTime) {

    private boolean isOver(long since) {
      return nanoTime.getAsLong() - since >= LIMIT.toNanos();
    }

    private Duration before(int number) {
      return number == 2 ? pause : pause.multipliedBy(4);
    }
  }

  @Override
  public CompletableFuture<Boolean> offer(PushNotice notice) {
    var told = new CompletableFuture<Boolean>();
    if (!start(() -> begin(notice, told), Duration.ZERO)) {
      ended(notice, false);
      told.complete(false);
    }
    return told;
  }

  @Override
  public void run(Runnable task) {
    if (!start(task, Duration.ZERO)) {
      LOG.debug("Dropped, for too much waits");
    }
  }

  private void begin(PushNotice notice, CompletableFuture<Boolean> told) {
    try {
      var devices = delivery.get().devices(notice);
      var open = new AtomicInteger(devices.size());
      long since = times.nanoTime().getAsLong();
      if (devices.isEmpty()) {
        told.complete(false);
      }
      devices.forEach(device -> attempt(new Try(notice, device, 1, since, new Told(open, told))));
    } catch (DependencyUnavailableException e) {
      LOG.warn("Push of callback {}: {}", notice.callback().key().id(), e.getMessage());
      ended(notice, false);
      told.complete(false);
    }
  }

  private void attempt(Try one) {
    var result = Result.FAILED;
    try {
      result = delivery.get().attempt(one.notice(), one.device());
    } catch (DependencyUnavailableException e) {
      LOG.warn("Push of callback {}: {}", one.notice().callback().key().id(), e.getMessage());
    }
    var next = one.next();
    boolean again = result == Result.FAILED
        && next.number() <= TRIES
        && start(() -> again(next), times.before(next.number()));
    if (!again) {
      ended(one, result == Result.SENT);
    }
  }

  private void again(Try one) {
    if (times.isOver(one.since())) {
      ended(one, false);
    } else {
      attempt(one);
    }
  }

  private void ended(Try one, boolean isSent) {
    ended(one.notice(), isSent);
    one.told().ended(isSent);
  }

  private void ended(PushNotice notice, boolean isSent) {
    counted.accept(notice.callback().key().tenant(), isSent);
  }

  /** Says whether the task will be run. */
  private boolean start(Runnable task, Duration delay) {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      var unused = threads.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException closed) {
      places.release();
      return false;
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (DependencyUnavailableException e) {
      LOG.warn("Pushes: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A push failed for a reason nobody foresaw", e);
    } finally {
      places.release();
    }
  }

  /** Ends what runs within some seconds; what waits is dropped. */
  @Override
  public void close() {
    threads.shutdown();
    boolean ended = false;
    try {
      ended = threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      threads.shutdownNow();
    }
  }

  private static ThreadFactory daemons() {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "push-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** One try for one device; since when there are tries, on the monotonic clock. */
  private record Try(PushNotice notice, PushTarget device, int number, long since, Told told) {

    Try next() {
      return new Try(notice, device, number + 1, since, told);
    }
  }

  /** Whether any device was told; the last of those that are open says that none was, if so. */
  private record Told(AtomicInteger open, CompletableFuture<Boolean> any) {

    void ended(boolean isSent) {
      if (isSent) {
        any.complete(true);
      } else if (open.decrementAndGet() == 0) {
        any.complete(false);
      }
    }
  }
}
