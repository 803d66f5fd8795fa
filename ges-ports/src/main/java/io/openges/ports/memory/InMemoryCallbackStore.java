package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.callback.CallbackStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and changes callbacks. Safe for use by many threads at once. */
final class InMemoryCallbackStore implements CallbackStore {

  private final CallbackTable table;
  private final AuditLog audit;

  InMemoryCallbackStore(CallbackTable table, AuditLog audit) {
    this.table = table;
    this.audit = audit;
  }

  @Override
  public Optional<Callback> find(CallbackKey key) {
    synchronized (table) {
      return Optional.ofNullable(table.find(key)).map(Row::callback);
    }
  }

  @Override
  public Optional<CallbackKey> locate(CallbackId id) {
    synchronized (table) {
      return Optional.ofNullable(table.locate(id));
    }
  }

  @Override
  public UpdateOutcome update(Update update) {
    synchronized (table) {
      var row = current(table, update.change());
      if (row == null) {
        return UpdateOutcome.VERSION_CONFLICT;
      }
      var place = update.newPlace();
      if (place != null && table.isOutdated(row.callback().key().tenant(), place.judgedBy())) {
        return UpdateOutcome.OUTDATED;
      }
      if (place != null && !isFree(row.callback(), update.change().after(), place)) {
        return UpdateOutcome.SLOT_FULL;
      }
      store(table, row, update.change(), update.wakeAt());
      if (update.audit() != null) {
        audit.append(update.audit());
      }
      return UpdateOutcome.STORED;
    }
  }

  @Override
  public List<TimelineEvent> timeline(CallbackKey key) {
    synchronized (table) {
      var row = table.find(key);
      return row == null ? List.of() : row.events();
    }
  }

  /** Returns the row that {@code change} was judged on, null if it has changed since. */
  static @Nullable Row current(CallbackTable table, Transition.Changed change) {
    var row = table.find(change.before().key());
    return row != null
            && row.callback().status().version() == change.before().status().version()
            && knowsClaims(row, change)
        ? row
        : null;
  }

  private static boolean knowsClaims(Row row, Transition.Changed change) {
    return !change.needsKnownClaims()
        || row.callback().attempt().leases() == change.before().attempt().leases();
  }

  /** Stores {@code change} in place of {@code row}, which ends its claim. */
  static void store(
      CallbackTable table, Row row, Transition.Changed change, @Nullable Instant wakeAt) {
    var after = Snapshots.keepingClaims(row.callback(), change.after());
    table.put(row.plus(change.events()).with(after, Row.Wake.unclaimed(wakeAt)));
  }

  /** Says whether there is a place for {@code after} once that of {@code before} is given up. */
  private boolean isFree(Callback before, Callback after, Place place) {
    table.places().free(before);
    int used = table.places().used(after.key().tenant(), after.queue(), place);
    table.places().take(before);
    return used < place.capacity();
  }
}
