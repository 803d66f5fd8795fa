package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of one callback. Immutable and thread-safe.
 *
 * @param callback as last committed
 * @param wake when and by whom it is looked at next
 * @param events its timeline, oldest first
 * @param storage what its sessions keep
 */
record Row(Callback callback, Wake wake, List<TimelineEvent> events, Map<String, String> storage) {

  /** The order in which callbacks are claimed; those that never wake come last. */
  static final Comparator<Row> CLAIM_ORDER = Comparator.comparing(Row::wakeOrNever)
      .thenComparing(Comparator.comparing(Row::priority).reversed())
      .thenComparing(row -> row.callback().booking().createdAt())
      .thenComparing(Row::key);

  /** Copies the collections. */
  Row {
    events = List.copyOf(events);
    storage = Map.copyOf(storage);
  }

  CallbackKey key() {
    return callback.key();
  }

  boolean wakesUpTo(Instant now) {
    return wake.at() != null && !wake.at().isAfter(now);
  }

  Row with(Callback newCallback, Wake newWake) {
    return new Row(newCallback, newWake, events, storage);
  }

  Row with(Wake newWake) {
    return with(callback, newWake);
  }

  Row with(Map<String, String> newStorage) {
    return new Row(callback, wake, events, newStorage);
  }

  Row plus(List<TimelineEvent> newEvents) {
    return new Row(
        callback, wake, Stream.concat(events.stream(), newEvents.stream()).toList(), storage);
  }

  private Instant wakeOrNever() {
    return Objects.requireNonNullElse(wake.at(), Instant.MAX);
  }

  private int priority() {
    return Objects.requireNonNullElse(callback.booking().details().routing().priority(), 0);
  }

  /**
   * When a callback is to be looked at.
   *
   * @param at when, to the millisecond, as durable stores keep it; null for never
   * @param owner who has claimed it until then, null if nobody has
   */
  record Wake(@Nullable Instant at, @Nullable String owner) {

    /** Cuts what is finer than a millisecond. */
    Wake {
      at = at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }

    static Wake unclaimed(@Nullable Instant at) {
      return new Wake(at, null);
    }
  }
}
