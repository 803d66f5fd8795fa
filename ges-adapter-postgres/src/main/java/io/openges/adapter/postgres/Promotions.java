package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.postgres.ProgressChanges.Change;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Stores that stream entries exist, which touches few columns; the change that comes in the largest
 * batches. Pure functions; thread-safe.
 */
final class Promotions {

  private static final Rows<Change> ROWS = new Rows<>(List.of(
      ProgressChanges.column("tenant", "uuid", c -> c.key().tenant().value()),
      ProgressChanges.column("id", "uuid", c -> c.key().id().value()),
      new Rows.Column<>("expected", "int8", Change::expected),
      new Rows.Column<>("next_at", "int8", c -> ProgressChanges.millis(c.wakeAt())),
      ProgressChanges.column("updated", "int8", c -> c.status().updatedAt().toEpochMilli()),
      new Rows.Column<>("entry_id", "text", c -> submission(c).entryId()),
      new Rows.Column<>("submitted", "int8", c -> submission(c).at().toEpochMilli()),
      ProgressChanges.column("state", "text", c -> Letters.STATE.of(c.state())),
      new Rows.Column<>("timeline", "text", c -> Timeline.write(c.transition().events()))));

  private static final String UPDATE = """
      UPDATE callback_progress p SET
        next_at = v.next_at, updated = v.updated, version = v.expected + 1,
        entry_id = v.entry_id, submitted = v.submitted, state = v.state,
        lease_owner = NULL, timeline = p.timeline || v.timeline
      FROM %s
      WHERE p.tenant = v.tenant AND p.id = v.id AND p.version = v.expected
      RETURNING p.tenant, p.id
      """.formatted(ROWS.table());

  private Promotions() {}

  /** Says whether a change does nothing but tell of a stream entry. */
  static boolean isOne(Change change) {
    var before = change.transition().before();
    var after = change.after();
    var entry = after.attempt().submission();
    if (entry == null
        || before.progress().absence() != null
        || !after.state().isOpen()
        || !before.state().isOpen()) {
      return false;
    }
    var status = before.status().next(after.state(), null, after.status().updatedAt());
    var progress = new Callback.Progress(
        before.attempt().submitted(entry), before.progress().revocation());
    return after.equals(before.with(status, progress));
  }

  /** Stores such changes and returns the keys of those that were stored. */
  static Set<CallbackKey> store(Connection connection, List<Change> changes) throws SQLException {
    var sorted =
        changes.stream().sorted(Comparator.comparing(Change::key, Keys.ORDER)).toList();
    try (var statement = connection.prepareStatement(UPDATE)) {
      ROWS.bind(connection, statement, sorted);
      return Keys.query(statement);
    }
  }

  private static Attempt.Submission submission(Change change) {
    return requireNonNull(change.after().attempt().submission(), "submission");
  }
}
