package io.openges.ports.memory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists and counts callbacks. Safe for use by many threads at once. */
final class InMemoryCallbackQueries implements CallbackQueries {

  /** By id as text: the UUID's own order takes its halves for signed numbers. */
  private static final Comparator<Cursor> ORDER = Comparator.comparing(Cursor::desiredTime)
      .thenComparing(cursor -> cursor.id().toString());

  private final CallbackTable table;

  InMemoryCallbackQueries(CallbackTable table) {
    this.table = table;
  }

  @Override
  public List<Callback> list(Filter filter) {
    synchronized (table) {
      return table.rows().stream()
          .map(Row::callback)
          .filter(callback -> matches(callback, filter))
          .filter(callback -> isAfter(callback, filter.page().after()))
          .sorted(Comparator.comparing(InMemoryCallbackQueries::cursor, ORDER))
          .limit(filter.page().limit())
          .map(Snapshots::withoutUserData)
          .toList();
    }
  }

  @Override
  public Map<TenantId, Map<CallbackState, Long>> countOpen() {
    synchronized (table) {
      return table.rows().stream()
          .map(Row::callback)
          .filter(callback -> callback.state().isOpen())
          .collect(groupingBy(
              callback -> callback.key().tenant(), groupingBy(Callback::state, counting())));
    }
  }

  @Override
  public Set<QueueName> waiting(TenantId tenant, Instant before) {
    synchronized (table) {
      return table.rows().stream()
          .map(Row::callback)
          .filter(callback -> callback.key().tenant().equals(tenant))
          .filter(callback -> callback.state() == CallbackState.QUEUED)
          .filter(callback -> callback.schedule().desiredTime().isBefore(before))
          .map(Callback::queue)
          .collect(toUnmodifiableSet());
    }
  }

  @Override
  public List<Callback> ofNumber(NumberFilter filter) {
    synchronized (table) {
      return table.rows().stream()
          .map(Row::callback)
          .filter(callback -> callback.key().tenant().equals(filter.tenant()))
          .filter(callback ->
              filter.digits().contains(callback.booking().phoneNumber().digits()))
          .filter(callback -> filter.queue() == null || callback.queue().equals(filter.queue()))
          .filter(callback -> callback.state().isOpen() || !filter.openOnly())
          .sorted(Comparator.comparing(InMemoryCallbackQueries::cursor, ORDER))
          .limit(filter.limit())
          .map(Snapshots::withoutUserData)
          .toList();
    }
  }

  @Override
  public Company company(TenantId tenant, QueueName queue, PhoneNumber number) {
    synchronized (table) {
      return table.company(tenant, queue, number);
    }
  }

  private static boolean matches(Callback callback, Filter filter) {
    return callback.key().tenant().equals(filter.tenant())
        && (filter.states().isEmpty() || filter.states().contains(callback.state()))
        && (filter.queue() == null || callback.queue().equals(filter.queue()))
        && isWithin(callback.schedule().desiredTime(), filter.desired())
        && hasReason(callback, filter.reason());
  }

  private static boolean isWithin(Instant time, Range range) {
    return (range.from() == null || !time.isBefore(range.from()))
        && (range.to() == null || time.isBefore(range.to()));
  }

  private static boolean hasReason(Callback callback, @Nullable String wanted) {
    var reason = callback.status().reason();
    return wanted == null || (reason != null && reason.value().equals(wanted));
  }

  private static boolean isAfter(Callback callback, @Nullable Cursor end) {
    return end == null || ORDER.compare(cursor(callback), end) > 0;
  }

  private static Cursor cursor(Callback callback) {
    return new Cursor(callback.schedule().desiredTime(), callback.key().id());
  }
}
