package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.Retention;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Deletes what has been kept long enough. Safe for use by many threads at once. */
final class InMemoryRetention implements Retention {

  private final CallbackTable table;

  InMemoryRetention(CallbackTable table) {
    this.table = table;
  }

  @Override
  public List<Callback> openCallbacks(Instant desiredBefore, int limit) {
    synchronized (table) {
      return desiredBefore(desiredBefore)
          .filter(callback -> callback.state().isOpen())
          .limit(limit)
          .toList();
    }
  }

  @Override
  public List<CallbackKey> purgeCallbacks(Instant desiredBefore, int limit) {
    synchronized (table) {
      var old = desiredBefore(desiredBefore)
          .filter(callback -> !callback.state().isOpen())
          .filter(callback -> callback.progress().revocation() == null)
          .limit(limit)
          .map(callback -> callback.key())
          .toList();
      old.forEach(table::remove);
      return old;
    }
  }

  private Stream<Callback> desiredBefore(Instant instant) {
    return table.rows().stream()
        .map(Row::callback)
        .filter(callback -> callback.schedule().desiredTime().isBefore(instant));
  }

  @Override
  public void purgeTraces(Instant usedBefore, Instant occupancyBefore) {
    synchronized (table) {
      table.forgetAnswersBefore(usedBefore);
      table.places().dropBefore(occupancyBefore);
    }
  }
}
