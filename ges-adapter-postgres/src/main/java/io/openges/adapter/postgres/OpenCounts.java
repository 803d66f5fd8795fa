package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNullElse;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many callbacks are open where the bookings of one transaction are limited. Their numbers and
 * queues are locked first, in order, by locks that are nobody's but these; what is counted after
 * that holds until the commit but for callbacks that end. Not thread-safe; one transaction.
 */
final class OpenCounts {

  private static final Rows<Long> SLOTS =
      new Rows<>(List.of(new Rows.Column<>("slot", "int8", slot -> slot)));

  private static final Rows<Map.Entry<Long, Integer>> FILLING = new Rows<>(List.of(
      new Rows.Column<>("slot", "int8", Map.Entry::getKey),
      new Rows.Column<>("enough", "int4", Map.Entry::getValue)));

  private static final String LOCK = "SELECT pg_advisory_xact_lock(v.slot) FROM " + SLOTS.table();

  private static final String OF_NUMBERS = """
      SELECT v.slot, count(*) FROM %s JOIN open_callback o ON o.number_slot = v.slot
      GROUP BY v.slot
      """.formatted(SLOTS.table());

  /** Immediate callbacks of a queue that wait for an agent. */
  static final String WAITING = """
      SELECT count(*) FROM open_callback o
      JOIN callback_progress p ON p.tenant = o.tenant AND p.id = o.id
      WHERE o.waiting_slot = %%s AND p.state = '%s' AND p.kind = '%s'
      """.formatted(
          Letters.STATE.of(CallbackState.QUEUED), Letters.KIND.of(CallbackKind.IMMEDIATE));

  /** Those that are with an agent count too where that makes no difference: it is quicker. */
  private static final String IN_QUEUES =
      """
      SELECT v.slot, CASE WHEN few.n < v.enough THEN few.n ELSE (%s) END
      FROM %s CROSS JOIN LATERAL (
        SELECT count(*) AS n FROM (
          SELECT 1 FROM open_callback o WHERE o.waiting_slot = v.slot
          LIMIT greatest(v.enough, 0)) capped) few
      """.formatted(WAITING.formatted("v.slot"), FILLING.table());

  private final TreeSet<Long> numbers = new TreeSet<>();
  private final TreeMap<Long, Integer> queues = new TreeMap<>();
  private final Map<Long, Integer> open = new HashMap<>();

  /** Announces a booking. */
  void willAsk(NewBooking booking) {
    var callback = booking.callback();
    var most = booking.most();
    if (most.ofNumber() > 0) {
      numbers.add(LimitSlots.ofNumber(callback));
    }
    if (most.waiting() > 0 && callback.isWaiting()) {
      // as many as come before the last of this transaction
      queues.merge(queue(callback), most.waiting() - 1, (left, more) -> Math.min(left, more) - 1);
    }
  }

  /** Adds the locks of what was announced. */
  void lock(RoundTrip trip) {
    var slots = new TreeSet<>(numbers);
    slots.addAll(queues.keySet());
    if (!slots.isEmpty()) {
      trip.add(
          LOCK,
          (connection, statement, index) ->
              SLOTS.bind(connection, statement, index, List.copyOf(slots)),
          results -> {});
    }
  }

  /** Adds the questions, which have to come after the locks. */
  void ask(RoundTrip trip) {
    if (!numbers.isEmpty()) {
      trip.add(
          OF_NUMBERS,
          (connection, statement, index) ->
              SLOTS.bind(connection, statement, index, List.copyOf(numbers)),
          this::read);
    }
    if (!queues.isEmpty()) {
      trip.add(
          IN_QUEUES,
          (connection, statement, index) ->
              FILLING.bind(connection, statement, index, List.copyOf(queues.entrySet())),
          this::read);
    }
  }

  private void read(ResultSet results) throws SQLException {
    while (results.next()) {
      var row = new Row(results);
      open.put(row.number(), row.integer());
    }
  }

  /** Returns how many callbacks of its number are open, those of this transaction included. */
  int ofNumber(NewBooking booking) {
    return count(LimitSlots.ofNumber(booking.callback()));
  }

  /** Returns how many immediate callbacks of its queue wait, those of this transaction included. */
  int waiting(NewBooking booking) {
    return count(queue(booking.callback()));
  }

  /** Counts a booking that is made. */
  void take(NewBooking booking) {
    var callback = booking.callback();
    if (!numbers.isEmpty()) {
      open.merge(LimitSlots.ofNumber(callback), 1, Integer::sum);
    }
    if (callback.isWaiting() && !queues.isEmpty()) {
      open.merge(queue(callback), 1, Integer::sum);
    }
  }

  private int count(long slot) {
    return requireNonNullElse(open.get(slot), 0);
  }

  private static long queue(Callback callback) {
    return LimitSlots.ofQueue(callback.key().tenant(), callback.queue());
  }
}
