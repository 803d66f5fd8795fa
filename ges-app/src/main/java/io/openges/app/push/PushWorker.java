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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
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
  private final Drops drops;
  private final Unforeseen unforeseen;
  private final PushThreads threads;

  /**
   * Makes it; threads start with the first push.
   *
   * @param delivery sends, asked for with the first push
   * @param counted told of every final result: whose push, and whether it was sent
   * @param uncaught told of every failure nobody foresaw; what failed so is not tried again
   */
  public PushWorker(
      Supplier<PushDelivery> delivery,
      BiConsumer<TenantId, Boolean> counted,
      Times times,
      Runnable uncaught) {
    this.delivery = requireNonNull(delivery, "delivery");
    this.counted = requireNonNull(counted, "counted");
    this.times = requireNonNull(times, "times");
    this.unforeseen = new Unforeseen(uncaught);
    this.threads = new PushThreads(unforeseen);
    this.drops = new Drops(
        times.nanoTime(), number -> LOG.warn("Pushes dropped, for too many wait: {}", number));
  }

  /**
   * When it tries again.
   *
   * @param pause before the second try; four times as long before the third
   * @param patience how long it goes on at its end, asked for then
   * @param nanoTime a monotonic clock in nanoseconds; a minute after the first try there is no
   *     other
   */
  public record Times(Duration pause, Supplier<Duration> patience, LongSupplier nanoTime) {

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
      threads.start(first(notice, told), Duration.ZERO);
    } else {
      drops.add();
      lost(notice, told);
    }
    return told;
  }

  @Override
  public Optional<CompletableFuture<Boolean>> decide(Supplier<Optional<PushNotice>> decision) {
    // what is decided at the end would be told by nobody, and what is not, by another node
    if (threads.isClosing() || !places.tryAcquire()) {
      return Optional.empty();
    }
    Optional<PushNotice> notice = Optional.empty();
    try {
      notice = decision.get();
    } finally {
      if (notice.isEmpty()) {
        places.release();
      }
    }
    var told = new CompletableFuture<Boolean>();
    // the end may have begun meanwhile; whoever decided it sends it then
    notice.ifPresentOrElse(it -> threads.startOrRun(first(it, told)), () -> told.complete(false));
    return Optional.of(told);
  }

  @Override
  public boolean run(Runnable task) {
    if (!tasks.tryAcquire()) {
      return false;
    }
    threads.start(new PushThreads.Job(tasks, task, () -> {}), Duration.ZERO);
    return true;
  }

  private PushThreads.Job first(PushNotice notice, CompletableFuture<Boolean> told) {
    return new PushThreads.Job(places, () -> begin(notice, told), () -> lost(notice, told));
  }

  private void lost(PushNotice notice, CompletableFuture<Boolean> told) {
    counted.accept(notice.key().tenant(), false);
    told.complete(false);
  }

  private void begin(PushNotice notice, CompletableFuture<Boolean> told) {
    List<PushTarget> devices;
    try {
      devices = delivery.get().devices(notice);
    } catch (RuntimeException e) {
      tell(notice, e);
      lost(notice, told);
      return;
    }
    var open = new AtomicInteger(devices.size());
    long since = times.nanoTime().getAsLong();
    if (devices.isEmpty()) {
      told.complete(false);
    }
    devices.forEach(device -> attempt(new Try(notice, device, 1, since, new Told(open, told))));
  }

  private void attempt(Try one) {
    var result = result(one);
    var next = one.next();
    if (result != Result.FAILED || next.number() > TRIES) {
      ended(one, result == Result.SENT);
    } else if (repetitions.tryAcquire()) {
      threads.start(
          new PushThreads.Job(repetitions, () -> again(next), () -> ended(next, false)),
          times.before(next.number()));
    } else {
      drops.add();
      ended(one, false);
    }
  }

  /** The failure of one device, whatever it is, keeps no other from being told. */
  private Result result(Try one) {
    try {
      return delivery.get().attempt(one.notice(), one.device());
    } catch (RuntimeException e) {
      tell(one.notice(), e);
      return e instanceof DependencyUnavailableException ? Result.FAILED : Result.UNKNOWN;
    }
  }

  private void tell(PushNotice notice, RuntimeException thrown) {
    if (thrown instanceof DependencyUnavailableException) {
      LOG.warn("Push of callback {}: {}", notice.key().id(), thrown.getMessage());
    } else {
      unforeseen.tell(thrown);
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

  /** Sends what waits for some seconds; what is left then is counted as failures. */
  @Override
  public void close() {
    threads.close(times.patience().get());
  }

  /** Says whether the end has begun, so that nothing more is taken. */
  boolean isClosing() {
    return threads.isClosing();
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
