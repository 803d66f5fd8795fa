package io.openges.adapter.redis;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to the cache: of each callback only the last, in the order in which they
 * came first, and no more than there is room for.
 *
 * <p>Safe for use by many threads at once.
 */
final class RecordBuffer {

  private final int room;
  private final Map<CallbackKey, Change> waiting = new LinkedHashMap<>();
  private boolean closed;

  /**
   * Makes an empty buffer.
   *
   * @param room most changes that wait, 1 or more
   */
  RecordBuffer(int room) {
    this.room = room;
  }

  /**
   * Adds a change unless a newer one of the same callback waits; drops it if there is no room.
   *
   * @return whether it waits now, or a newer one does
   */
  synchronized boolean add(Change change) {
    var present = waiting.get(change.key());
    if (present != null) {
      if (!present.isNewerThan(change)) {
        waiting.put(change.key(), change);
      }
      return true;
    }
    if (closed || waiting.size() >= room) {
      return false;
    }
    waiting.put(change.key(), change);
    notifyAll();
    return true;
  }

  /** Returns what waits for a callback, null if nothing does. */
  synchronized @Nullable Change find(CallbackKey key) {
    return waiting.get(key);
  }

  /** Waits for changes; returns false when there are none and there will be no more. */
  synchronized boolean await() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return !waiting.isEmpty();
  }

  /** Says whether at least that many changes wait. */
  synchronized boolean holds(int changes) {
    return waiting.size() >= changes;
  }

  /** Takes the oldest changes out, at most {@code limit}. */
  synchronized List<Change> take(int limit) {
    var taken = new ArrayList<>(waiting.values());
    var batch = taken.subList(0, Math.min(limit, taken.size()));
    batch.forEach(change -> waiting.remove(change.key()));
    return List.copyOf(batch);
  }

  /** Puts changes back that could not be written, unless newer ones wait. */
  synchronized void giveBack(List<Change> batch) {
    for (var change : batch) {
      if (waiting.size() < room) {
        waiting.putIfAbsent(change.key(), change);
      }
    }
  }

  /** Takes nothing more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Says whether nothing more is taken. */
  synchronized boolean isClosed() {
    return closed;
  }

  /**
   * One change of the cache.
   *
   * @param key whose copy changes
   * @param copy the new copy, null to remove it
   */
  record Change(CallbackKey key, @Nullable Callback copy) {

    private boolean isNewerThan(Change other) {
      return copy != null
          && other.copy != null
          && copy.status().version() > other.copy.status().version();
    }
  }
}
