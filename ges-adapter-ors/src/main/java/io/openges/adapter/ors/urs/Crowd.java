package io.openges.adapter.ors.urs;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Asks for many queues at once: no more than 16 at a time on this node, whoever asks, and no longer
 * for all of a question than its patience.
 *
 * <p>Safe for use by many threads at once.
 */
final class Crowd implements AutoCloseable {

  private static final int AT_ONCE = 16;

  /** What waits for its turn; more is answered as unavailable at once. */
  private static final int MOST_WAITING = 2_000;

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final ThreadPoolExecutor threads;

  Crowd(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
    var count = new AtomicInteger();
    this.threads = new ThreadPoolExecutor(
        AT_ONCE,
        AT_ONCE,
        1,
        TimeUnit.MINUTES,
        new LinkedBlockingQueue<>(MOST_WAITING),
        task -> daemon("ges-urs-" + count.incrementAndGet(), task));
    threads.allowCoreThreadTimeOut(true);
  }

  /** Returns the answers that came in time; those that did not are left out. */
  Map<QueueName, WaitTime> ask(Set<QueueName> queues, Function<QueueName, WaitTime> question) {
    if (queues.size() == 1) {
      var queue = queues.iterator().next();
      return Map.of(queue, question.apply(queue));
    }
    long end = nanoTime.getAsLong() + patience.toNanos();
    var asked = new HashMap<QueueName, Future<WaitTime>>();
    try {
      for (var queue : queues) {
        asked.put(queue, threads.submit(() -> question.apply(queue)));
      }
    } catch (RejectedExecutionException full) {
      // The rest is as good as unanswered: the servers cannot keep up as it is.
    }
    var answers = new HashMap<QueueName, WaitTime>();
    asked.forEach((queue, answer) -> await(queue, answer, end, answers));
    return answers;
  }

  /** Ends the threads. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void await(
      QueueName queue, Future<WaitTime> answer, long end, Map<QueueName, WaitTime> answers) {
    try {
      long left = Math.max(0, end - nanoTime.getAsLong());
      answers.put(queue, answer.get(left, TimeUnit.NANOSECONDS));
    } catch (TimeoutException | ExecutionException | CancellationException none) {
      answer.cancel(false);
    } catch (InterruptedException e) {
      answer.cancel(false);
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
