package io.openges.ports.memory;

import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.Retention;
import java.time.Instant;
import java.util.List;

/** Deletes what has been kept long enough. Safe for use by many threads at once. */
final class InMemoryRetention implements Retention {

  private final CallbackTable table;

  InMemoryRetention(CallbackTable table) {
    this.table = table;
  }

  @Override
  public List<CallbackKey> purgeCallbacks(Instant desiredBefore, int limit) {
    synchronized (table) {
      var old = table.rows().stream()
          .map(Row::callback)
          .filter(callback -> !callback.state().isOpen())
          .filter(callback -> callback.schedule().desiredTime().isBefore(desiredBefore))
          .limit(limit)
          .map(callback -> callback.key())
          .toList();
      old.forEach(table::remove);
      return old;
    }
  }

  @Override
  public void purgeTraces(Instant usedBefore, Instant occupancyBefore) {
    synchronized (table) {
      table.forgetAnswersBefore(usedBefore);
      table.places().dropBefore(occupancyBefore);
    }
  }
}
