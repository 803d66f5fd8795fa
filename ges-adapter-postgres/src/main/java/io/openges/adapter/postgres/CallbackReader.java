package io.openges.adapter.postgres;

import io.openges.domain.callback.Absence;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.Schedule;
import io.openges.domain.callback.Status;
import io.openges.domain.queue.QueueName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads whole callbacks. Pure functions; thread-safe. */
final class CallbackReader {

  /** What is read of {@code callback_progress p}. */
  static final String PROGRESS = """
      p.kind, p.desired, p.expires, p.state, p.reason, p.version, p.updated,
      p.attempt, p.unstarted, p.leases, p.entry_id, p.submitted,
      p.session_id, p.session_url, p.session_seq, p.position, p.wait_seconds, p.revocation,
      p.gone_polls, p.gone_since
      """;

  /** What is read of {@code callback c} joined with {@code callback_progress p}. */
  static final String COLUMNS = columns("c.user_data");

  /** The same without user data, for lists. */
  static final String COLUMNS_WITHOUT_USER_DATA = columns("NULL::text");

  private CallbackReader() {}

  private static String columns(String userData) {
    return """
        c.tenant, c.id, c.queue, c.origin, c.direction, c.phone, c.e164, c.requested, c.created,
        c.settings_version, c.details, %s,
        %s
        """.formatted(userData, PROGRESS);
  }

  static List<Callback> query(PreparedStatement statement) throws SQLException {
    var callbacks = new ArrayList<Callback>();
    try (var results = statement.executeQuery()) {
      while (results.next()) {
        callbacks.add(read(results));
      }
    }
    return callbacks;
  }

  /** Reads {@link #COLUMNS}, which have to be the result's first. */
  static Callback read(ResultSet results) throws SQLException {
    var row = new Row(results);
    var key = Keys.read(row);
    var queue = new QueueName(row.text());
    var booking = booking(row);
    var schedule = new Schedule(Letters.KIND.read(row.text()), row.instant(), row.instant());
    var status = status(row);
    var attempt = attempt(row);
    var revocation = BookingJson.readRevocation(row.textOrNull());
    var progress = new Callback.Progress(attempt, revocation, absence(row));
    return new Callback(key, queue, booking, schedule, status, progress);
  }

  private static Booking booking(Row row) throws SQLException {
    var source =
        new Booking.Source(Letters.ORIGIN.read(row.text()), Letters.DIRECTION.read(row.text()));
    var number = new PhoneNumber(row.text(), row.textOrNull());
    var requested = row.instant();
    var created = row.instant();
    int settingsVersion = row.integer();
    var details = BookingJson.details(row.textOrNull(), row.textOrNull());
    return new Booking(source, number, requested, created, details, settingsVersion);
  }

  private static Status status(Row row) throws SQLException {
    CallbackState state = Letters.STATE.read(row.text());
    var reason = row.textOrNull();
    long version = row.number();
    return new Status(
        state, reason == null ? null : new CompletionReason(reason), version, row.instant());
  }

  private static Attempt attempt(Row row) throws SQLException {
    int number = row.integer();
    int unstarted = row.integer();
    int leases = row.integer();
    return new Attempt(
        number, unstarted, leases, submission(row.textOrNull(), row.instantOrNull()), session(row));
  }

  private static Attempt.@Nullable Submission submission(
      @Nullable String entryId, @Nullable Instant at) {
    return entryId == null || at == null ? null : new Attempt.Submission(entryId, at);
  }

  private static @Nullable Absence absence(Row row) throws SQLException {
    var polls = row.integerOrNull();
    var since = row.instantOrNull();
    return polls == null || since == null ? null : new Absence(polls, since);
  }

  private static Attempt.@Nullable Session session(Row row) throws SQLException {
    var id = row.textOrNull();
    var url = row.textOrNull();
    var seq = row.numberOrNull();
    var position = row.integerOrNull();
    var wait = row.integerOrNull();
    return id == null ? null : new Attempt.Session(id, url, seq == null ? -1 : seq, position, wait);
  }
}
