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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
 * most; more is dropped, for a push delays nobody. What waits for another try, and what is to be
 * looked at, takes no places from first tries. Safe for use by many threads at once.
 */
public final class PushWorker implements PushOutbox, AutoCloseable {

  /** How often a push to one device is tried. */
  public static final int TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);
  private static final int THREADS = 4;

  /** Notices; of one more is counted that it failed. */
  static final int MOST_WAITING = 5_000;

  private static final int MOST_TASKS = 1_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Supplier<PushDelivery> delivery;
  private final BiConsumer<TenantId, Boolean> counted;
  private final Times times;
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final Semaphore repetitions = new Semaphore(MOST_WAITING);
  private final Semaphore tasks = new Semaphore(MOST_TASKS);
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final Drops drops;
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
    this.drops = new Drops(
        times.nanoTime(), number -> LOG.warn("Pushes dropped, for too many wait: {}", number));
  }

  /**
   * When it tries again.
   *
   * @param pause before the second try; four times as long before the third
   * @param patience how long it goes on at its end
   * @param nanoTime a monotonic clock in nanoseconds; a minute after the first try there is no
   *     other
   */
  public record Times(Duration pause, Duration patience, LongSupplier nanoTime) {

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
    if (places.tryAcquire()) {
      first(notice, told);
    } else {
      drops.add();
      lost(notice, told);
    }
    return told;
  }

  @Override
  public boolean decide(Supplier<Optional<PushNotice>> decision) {
    if (!places.tryAcquire()) {
      return false;
    }
    Optional<PushNotice> notice = Optional.empty();
    try {
      notice = decision.get();
    } finally {
      if (notice.isEmpty()) {
        places.release();
      }
    }
    notice.ifPresent(it -> first(it, new CompletableFuture<>()));
    return true;
  }

  @Override
  public boolean run(Runnable task) {
    if (!tasks.tryAcquire()) {
      return false;
    }
    start(new Waiting(tasks, task, () -> {}), Duration.ZERO);
    return true;
  }

  private void first(PushNotice notice, CompletableFuture<Boolean> told) {
    var one = new Waiting(places, () -> begin(notice, told), () -> lost(notice, told));
    start(one, Duration.ZERO);
  }

  private void lost(PushNotice notice, CompletableFuture<Boolean> told) {
    counted.accept(notice.key().tenant(), false);
    told.complete(false);
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
      LOG.warn("Push of callback {}: {}", notice.key().id(), e.getMessage());
      lost(notice, told);
    }
  }

  private void attempt(Try one) {
    var result = Result.FAILED;
    try {
      result = delivery.get().attempt(one.notice(), one.device());
    } catch (DependencyUnavailableException e) {
      LOG.warn("Push of callback {}: {}", one.notice().key().id(), e.getMessage());
    }
    var next = one.next();
    if (result != Result.FAILED || next.number() > TRIES) {
      ended(one, result == Result.SENT);
    } else if (repetitions.tryAcquire()) {
      start(
          new Waiting(repetitions, () -> again(next), () -> ended(next, false)),
          times.before(next.number()));
    } else {
      drops.add();
      ended(one, false);
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
    counted.accept(one.notice().key().tenant(), isSent);
    one.told().ended(isSent);
  }

  /** Starts what has a place. */
  private void start(Waiting one, Duration delay) {
    waiting.add(one);
    try {
      var unused = threads.schedule(one, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      one.drop();
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (DependencyUnavailableException e) {
      LOG.warn("Pushes: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A push failed for a reason nobody foresaw", e);
    }
  }

  /** Sends what waits for some seconds; what is left then is counted as failures. */
  @Override
  public void close() {
    threads.shutdown();
    boolean ended = false;
    try {
      ended = threads.awaitTermination(times.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      threads.shutdownNow();
      LOG.warn("Pushes end, though some wait: {}", waiting.size());
      List.copyOf(waiting).forEach(Waiting::drop);
    }
  }

  /** Says whether the end has begun, so that nothing more is taken. */
  boolean isClosing() {
    return threads.isShutdown();
  }

  private static ThreadFactory daemons() {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "push-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** What waits for a thread and has a place: it is run or dropped, whichever comes first. */
  private final class Waiting implements Runnable {

    private final Semaphore place;
    private final Runnable task;
    private final Runnable dropped;

    private Waiting(Semaphore place, Runnable task, Runnable dropped) {
      this.place = place;
      this.task = task;
      this.dropped = dropped;
    }

    @Override
    public void run() {
      once(task);
    }

    private void drop() {
      once(dropped);
    }

    private void once(Runnable what) {
      if (waiting.remove(this)) {
        try {
          guarded(what);
        } finally {
          place.release();
        }
      }
    }
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
