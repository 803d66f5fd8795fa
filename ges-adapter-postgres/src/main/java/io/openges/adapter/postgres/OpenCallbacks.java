package io.openges.adapter.postgres;

import io.openges.adapter.postgres.ProgressChanges.Change;
import io.openges.domain.callback.Callback;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the list of what is still to be served, in the transaction that changes it. Pure functions;
 * thread-safe.
 */
final class OpenCallbacks {

  private static final List<Rows.Column<Callback>> KEY = List.of(
      new Rows.Column<>("tenant", "uuid", c -> c.key().tenant().value()),
      new Rows.Column<>("desired", "int8", c -> c.schedule().desiredTime().toEpochMilli()),
      new Rows.Column<>("id", "uuid", c -> c.key().id().value()));

  private static final Rows<Callback> KEYS = new Rows<>(KEY);

  private static final Rows<Callback> ROWS =
      new Rows<>(Stream.of(KEY, CallbackRows.COUNTED_BY).flatMap(List::stream).toList());

  private static final String REMOVE = """
      DELETE FROM open_callback o USING %s
      WHERE o.tenant = v.tenant AND o.desired = v.desired AND o.id = v.id
      """.formatted(KEYS.table());

  private static final String ADD = """
      INSERT INTO open_callback (%1$s) SELECT %1$s FROM %2$s
      """.formatted(ROWS.names(), ROWS.table());

  private OpenCallbacks() {}

  /** Follows changes that are stored and whose rows are locked. */
  static void keep(Connection connection, List<Change> changes) throws SQLException {
    var relevant = changes.stream().filter(OpenCallbacks::matters).toList();
    run(
        connection,
        REMOVE,
        KEYS,
        relevant.stream()
            .map(c -> c.transition().before())
            .filter(OpenCallbacks::isOpen)
            .toList());
    run(
        connection,
        ADD,
        ROWS,
        relevant.stream().map(Change::after).filter(OpenCallbacks::isOpen).toList());
  }

  private static boolean matters(Change change) {
    var before = change.transition().before();
    var after = change.after();
    return isOpen(before) != isOpen(after)
        || !before.schedule().equals(after.schedule())
        || !before.booking().phoneNumber().equals(after.booking().phoneNumber());
  }

  private static boolean isOpen(Callback callback) {
    return callback.state().isOpen();
  }

  private static void run(
      Connection connection, String sql, Rows<Callback> rows, List<Callback> callbacks)
      throws SQLException {
    if (callbacks.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      rows.bind(connection, statement, callbacks);
      statement.executeUpdate();
    }
  }
}
