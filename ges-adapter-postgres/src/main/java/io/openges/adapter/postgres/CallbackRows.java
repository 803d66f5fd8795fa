package io.openges.adapter.postgres;

import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Inserts and rewrites callbacks, many with one statement. Pure functions; thread-safe. */
final class CallbackRows {

  private static final List<Rows.Column<Callback>> KEY = List.of(
      new Rows.Column<>("tenant", "uuid", c -> c.key().tenant().value()),
      new Rows.Column<>("id", "uuid", c -> c.key().id().value()),
      new Rows.Column<>("created", "int8", c -> c.booking().createdAt().toEpochMilli()),
      new Rows.Column<>("desired", "int8", c -> c.schedule().desiredTime().toEpochMilli()));

  private static final List<Rows.Column<Callback>> STATIC = List.of(
      new Rows.Column<>("requested", "int8", c -> c.booking().requestedTime().toEpochMilli()),
      new Rows.Column<>("settings_version", "int4", c -> c.booking().settingsVersion()),
      new Rows.Column<>(
          "origin", "text", c -> Letters.ORIGIN.of(c.booking().source().origin())),
      new Rows.Column<>(
          "direction", "text", c -> Letters.DIRECTION.of(c.booking().source().direction())),
      new Rows.Column<>("queue", "text", c -> Texts.storable(c.queue().value())),
      new Rows.Column<>(
          "phone", "text", c -> Texts.storable(c.booking().phoneNumber().asGiven())),
      new Rows.Column<>("e164", "text", c -> c.booking().phoneNumber().e164()),
      new Rows.Column<>("details", "text", c -> BookingJson.details(c.booking().details())),
      new Rows.Column<>("user_data", "text", CallbackRows::userData));

  /** The callback is new: columns that only later changes fill are left to be null. */
  private static final List<Rows.Column<NewBooking>> MUTABLE = List.of(
      new Rows.Column<>("next_at", "int8", b -> b.wakeAt().toEpochMilli()),
      column("expires", "int8", c -> c.schedule().expiresAt().toEpochMilli()),
      column("updated", "int8", c -> c.status().updatedAt().toEpochMilli()),
      column("version", "int8", c -> c.status().version()),
      column("priority", "int4", CallbackRows::priority),
      column("attempt", "int4", c -> c.attempt().number()),
      column("unstarted", "int4", c -> c.attempt().unstarted()),
      column("leases", "int4", c -> c.attempt().leases()),
      column("kind", "text", c -> Letters.KIND.of(c.schedule().kind())),
      column("state", "text", c -> Letters.STATE.of(c.state())),
      new Rows.Column<>("timeline", "text", b -> Timeline.write(List.of(b.event()))));

  /** What an open callback is counted by. */
  static final List<Rows.Column<Callback>> COUNTED_BY = List.of(
      new Rows.Column<>("number_slot", "int8", LimitSlots::ofNumber),
      new Rows.Column<>("waiting_slot", "int8", LimitSlots::ofQueue));

  private static final Rows<NewBooking> NEW = new Rows<>(Stream.concat(
          Stream.of(KEY, STATIC, COUNTED_BY)
              .flatMap(List::stream)
              .map(column -> column.in(NewBooking::callback)),
          MUTABLE.stream())
      .toList());

  private static final Rows<Callback> EDITED =
      new Rows<>(Stream.of(KEY, STATIC).flatMap(List::stream).toList());

  /** The commit goes with the statement: a round trip is a quarter of a small batch. */
  private static final String INSERT = """
      WITH s AS (%s),
      v AS (SELECT * FROM %s),
      c AS (INSERT INTO callback (%s) SELECT %s FROM v),
      o AS (
        INSERT INTO open_callback (tenant, desired, id, number_slot, waiting_slot)
        SELECT tenant, desired, id, number_slot, waiting_slot FROM v WHERE state <> 'C')
      INSERT INTO callback_progress (%s) SELECT %s FROM v;
      COMMIT
      """.formatted(
      SlotLedger.WRITE, NEW.table(), names(STATIC), names(STATIC), names(MUTABLE), names(MUTABLE));

  private static final String REWRITE = """
      UPDATE callback c SET
        desired = v.desired, requested = v.requested, settings_version = v.settings_version,
        origin = v.origin, direction = v.direction, phone = v.phone, e164 = v.e164,
        details = v.details, user_data = v.user_data
      FROM %s WHERE c.tenant = v.tenant AND c.id = v.id
      """.formatted(EDITED.table());

  private CallbackRows() {}

  /**
   * Inserts new callbacks, writes back the slots they take, and commits.
   *
   * @param bookings at least one
   */
  static void insertAndCommit(
      Connection connection,
      List<NewBooking> bookings,
      List<Map.Entry<SlotBlock, int[]>> slots,
      Runnable committing)
      throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      int next = SlotLedger.COUNTS.bind(connection, statement, 1, slots);
      NEW.bind(connection, statement, next, bookings);
      committing.run();
      statement.execute();
    }
  }

  /** Writes anew what seldom changes of callbacks whose progress the transaction has locked. */
  static void rewrite(Connection connection, List<Callback> callbacks) throws SQLException {
    if (callbacks.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(REWRITE)) {
      EDITED.bind(connection, statement, callbacks);
      statement.executeUpdate();
    }
  }

  private static Rows.Column<NewBooking> column(
      String name, String type, Function<Callback, ? extends @Nullable Object> value) {
    return new Rows.Column<Callback>(name, type, value).in(NewBooking::callback);
  }

  private static String names(List<? extends Rows.Column<?>> columns) {
    return Stream.concat(KEY.stream(), columns.stream())
        .map(Rows.Column::name)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable String userData(Callback callback) {
    Booking.Details details = callback.booking().details();
    return details.userData().isEmpty()
        ? null
        : Texts.storable(details.userData().json());
  }

  static int priority(Callback callback) {
    var wish = callback.booking().details().routing().priority();
    return wish == null ? 0 : wish;
  }
}
