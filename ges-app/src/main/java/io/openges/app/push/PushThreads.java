package io.openges.app.push;

import static java.util.Objects.requireNonNull;

import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of the pushes' own, and what waits for them. Safe for use by many threads at once; no
 * method throws what a job throws.
 */
final class PushThreads {

  private static final Logger LOG = LoggerFactory.getLogger(PushThreads.class);
  private static final int THREADS = 4;

  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, daemons());
  private final Unforeseen unforeseen;

  /** Makes it; threads start with the first job. */
  PushThreads(Unforeseen unforeseen) {
    this.unforeseen = requireNonNull(unforeseen, "unforeseen");
  }

  /**
   * Something that has a place, which it gives back at its end.
   *
   * @param place where it has one
   * @param task what to do
   * @param dropped what to do if it cannot be done any more
   */
  record Job(Semaphore place, Runnable task, Runnable dropped) {}

  /** Has it done after {@code delay}; drops it if the end has begun. */
  void start(Job job, Duration delay) {
    var one = new Waiting(job);
    if (!isTaken(one, delay)) {
      one.drop();
    }
  }

  /** Has it done at once; by the caller if the end has begun. */
  void startOrRun(Job job) {
    var one = new Waiting(job);
    if (!isTaken(one, Duration.ZERO)) {
      one.run();
    }
  }

  private boolean isTaken(Waiting one, Duration delay) {
    waiting.add(one);
    try {
      var unused = threads.schedule(one, delay.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /** Does what waits for so long at most; what is left then is dropped. */
  void close(Duration patience) {
    threads.shutdown();
    boolean ended = false;
    try {
      ended = threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      threads.shutdownNow();
      LOG.warn("Pushes end, though some wait: {}", waiting.size());
      List.copyOf(waiting).forEach(Waiting::drop);
    }
  }

  /** Says whether the end has begun. */
  boolean isClosing() {
    return threads.isShutdown();
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (DependencyUnavailableException e) {
      LOG.warn("Pushes: {}", e.getMessage());
    } catch (RuntimeException e) {
      unforeseen.tell(e);
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

  /** What waits for a thread: it is run or dropped, whichever comes first. */
  private final class Waiting implements Runnable {

    private final Job job;

    private Waiting(Job job) {
      this.job = job;
    }

    @Override
    public void run() {
      once(job.task());
    }

    private void drop() {
      once(job.dropped());
    }

    private void once(Runnable what) {
      if (waiting.remove(this)) {
        try {
          guarded(what);
        } finally {
          job.place().release();
        }
      }
    }
  }
}
