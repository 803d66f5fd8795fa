package io.openges.adapter.postgres;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent callers share transactions: a few writer threads take whatever waits, up to a
 * limit, commit it as one batch and give every caller its own outcome. Nothing is delayed in order
 * to collect more.
 *
 * <p>Two items with the same conflict key are never under way together on this node; the later one
 * waits for the earlier. A batch that fails because of one item is repeated item by item.
 *
 * <p>Safe for use by many threads at once.
 *
 * @param <T> what is committed
 * @param <R> what came of it
 */
final class GroupCommit<T, R> implements AutoCloseable {

  static final int MOST_ITEMS = 256;

  /** How long an item waits for another with the same key before that counts as busy. */
  static final Duration TWIN_PATIENCE = Duration.ofSeconds(10);

  private final Rules<T, R> rules;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Item<T, R>> waiting = new ArrayDeque<>();
  private final Set<Object> keysUnderWay = new HashSet<>();
  private final List<Thread> writers = new ArrayList<>();
  private boolean closed;

  GroupCommit(Rules<T, R> rules, int writerCount, LongSupplier nanoTime) {
    this.rules = rules;
    this.nanoTime = nanoTime;
    for (int i = 1; i <= writerCount; i++) {
      var writer = new Thread(this::write, "ges-postgres-" + rules.name() + "-" + i);
      writer.setDaemon(true);
      writers.add(writer);
      writer.start();
    }
  }

  /**
   * What is committed and how.
   *
   * @param name of the operation, for threads and errors
   * @param batch commits items, all or nothing, and returns an outcome for each in their order
   * @param conflictKey what two items must not have in common, null if nothing
   * @param busy the outcome of waiting too long for an item with the same key; null if that is an
   *     outage like any other
   */
  record Rules<T, R>(
      String name,
      Function<List<T>, List<R>> batch,
      Function<T, @Nullable Object> conflictKey,
      @Nullable R busy) {}

  private static final class Item<T, R> {
    private final T value;
    private final @Nullable Object key;
    private final CompletableFuture<R> outcome = new CompletableFuture<>();

    private Item(T value, @Nullable Object key) {
      this.value = value;
      this.key = key;
    }
  }

  /**
   * Commits the value together with others and returns its outcome.
   *
   * @throws DependencyUnavailableException if there is none in time; it may yet be committed unless
   *     the exception says that nothing was done
   */
  R submit(T value) {
    var item = new Item<T, R>(value, rules.conflictKey().apply(value));
    lock.lock();
    try {
      if (closed) {
        throw unavailable(true);
      }
      waiting.addLast(item);
      changed.signal();
    } finally {
      lock.unlock();
    }
    return await(item);
  }

  /** Returns how many items wait for a writer. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private R await(Item<T, R> item) {
    var patience = Database.PATIENCE;
    try {
      try {
        return item.outcome.get(patience.toNanos(), NANOSECONDS);
      } catch (TimeoutException late) {
        if (waitsForTwin(item)) {
          var rest = TWIN_PATIENCE.minus(patience);
          return item.outcome.get(rest.toNanos(), NANOSECONDS);
        }
        throw late;
      }
    } catch (TimeoutException late) {
      return tooLate(item);
    } catch (InterruptedException interrupted) {
      boolean undone = withdraw(item);
      Thread.currentThread().interrupt();
      throw unavailable(undone);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new CompletionException(failed.getCause());
    }
  }

  private boolean waitsForTwin(Item<T, R> item) {
    lock.lock();
    try {
      return waiting.contains(item) && item.key != null && keysUnderWay.contains(item.key);
    } finally {
      lock.unlock();
    }
  }

  private R tooLate(Item<T, R> item) {
    boolean twin = waitsForTwin(item);
    var busy = rules.busy();
    boolean undone = withdraw(item);
    if (undone && twin && busy != null) {
      return busy;
    }
    throw unavailable(undone);
  }

  private boolean withdraw(Item<T, R> item) {
    lock.lock();
    try {
      return waiting.remove(item);
    } finally {
      lock.unlock();
    }
  }

  private DependencyUnavailableException unavailable(boolean nothingDone) {
    return nothingDone
        ? DependencyUnavailableException.nothingDone(Dependency.POSTGRESQL, rules.name(), null)
        : new DependencyUnavailableException(Dependency.POSTGRESQL, rules.name());
  }

  private void write() {
    while (true) {
      var batch = take();
      if (batch.isEmpty()) {
        return;
      }
      try {
        commit(batch);
      } finally {
        release(batch);
      }
    }
  }

  /** Waits for items and returns some; none when this is closed and everything is done. */
  private List<Item<T, R>> take() {
    lock.lock();
    try {
      while (true) {
        var batch = takeWaiting();
        if (!batch.isEmpty() || (closed && waiting.isEmpty())) {
          return batch;
        }
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Item<T, R>> takeWaiting() {
    var batch = new ArrayList<Item<T, R>>();
    var all = waiting.iterator();
    while (all.hasNext() && batch.size() < MOST_ITEMS) {
      var item = all.next();
      if (item.key == null || keysUnderWay.add(item.key)) {
        batch.add(item);
        all.remove();
      }
    }
    return batch;
  }

  private void release(List<Item<T, R>> batch) {
    lock.lock();
    try {
      for (var item : batch) {
        if (item.key != null) {
          keysUnderWay.remove(item.key);
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Item<T, R>> batch) {
    try {
      var outcomes = rules.batch().apply(batch.stream().map(item -> item.value).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).outcome.complete(outcomes.get(i));
      }
    } catch (DependencyUnavailableException outage) {
      batch.forEach(item -> item.outcome.completeExceptionally(outage));
    } catch (RuntimeException | Error failure) {
      if (batch.size() == 1) {
        batch.get(0).outcome.completeExceptionally(failure);
      } else {
        batch.forEach(item -> commit(List.of(item)));
      }
    }
  }

  /** Does the same as {@link #close(Duration)}, with the patience that twins have. */
  @Override
  public void close() {
    close(TWIN_PATIENCE);
  }

  /**
   * Takes no more items, commits those that wait, and ends the writers; leaves them alone if that
   * takes longer than {@code patience}.
   */
  void close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    long end = nanoTime.getAsLong() + patience.toNanos();
    for (var writer : writers) {
      try {
        writer.join(Math.max(1, NANOSECONDS.toMillis(end - nanoTime.getAsLong())));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
