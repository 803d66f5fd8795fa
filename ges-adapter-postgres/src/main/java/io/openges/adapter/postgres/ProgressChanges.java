package io.openges.adapter.postgres;

import io.openges.domain.callback.Absence;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Transition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores changes of callbacks by compare-and-set on the version, many with one statement. Pure
 * functions; thread-safe.
 */
final class ProgressChanges {

  private static final Rows<Change> KEYS = new Rows<>(List.of(
      column("tenant", "uuid", c -> c.key().tenant().value()),
      column("id", "uuid", c -> c.key().id().value()),
      new Rows.Column<>("expected", "int8", Change::expected),
      new Rows.Column<>("claims", "int4", Change::claims)));

  private static final Rows<Change> ROWS = new Rows<>(List.of(
      column("tenant", "uuid", c -> c.key().tenant().value()),
      column("id", "uuid", c -> c.key().id().value()),
      new Rows.Column<>("expected", "int8", Change::expected),
      new Rows.Column<>("claims", "int4", Change::claims),
      new Rows.Column<>("next_at", "int8", c -> millis(c.wakeAt())),
      column("desired", "int8", c -> c.schedule().desiredTime().toEpochMilli()),
      column("expires", "int8", c -> c.schedule().expiresAt().toEpochMilli()),
      column("updated", "int8", c -> c.status().updatedAt().toEpochMilli()),
      column("version", "int8", c -> c.status().version()),
      column("priority", "int4", CallbackRows::priority),
      column("attempt", "int4", c -> c.attempt().number()),
      column("unstarted", "int4", c -> c.attempt().unstarted()),
      column("leases", "int4", c -> c.attempt().leases()),
      submission("entry_id", "text", Attempt.Submission::entryId),
      submission("submitted", "int8", submission -> millis(submission.at())),
      session("session_id", "text", session -> Texts.storable(session.id())),
      session("session_url", "text", session -> storable(session.url())),
      session("session_seq", "int8", Attempt.Session::lastSeq),
      session("position", "int4", Attempt.Session::position),
      session("wait_seconds", "int4", Attempt.Session::waitSeconds),
      column("kind", "text", c -> Letters.KIND.of(c.schedule().kind())),
      column("state", "text", c -> Letters.STATE.of(c.state())),
      column("reason", "text", ProgressChanges::reason),
      column("revocation", "text", c -> BookingJson.revocation(c.progress().revocation())),
      column("gone_polls", "int4", c -> polls(c.progress().absence())),
      column("gone_since", "int8", c -> since(c.progress().absence())),
      new Rows.Column<>("timeline", "text", c -> Timeline.write(c.transition().events()))));

  private static final String LOCK = """
      SELECT p.tenant, p.id FROM callback_progress p JOIN %s
      ON p.tenant = v.tenant AND p.id = v.id AND p.version = v.expected
        AND (v.claims IS NULL OR p.leases = v.claims)
      ORDER BY p.tenant, p.id FOR UPDATE OF p
      """.formatted(KEYS.table());

  // Leases never sink while the attempt stays: a claim may have come after the snapshot was read.
  private static final String UPDATE = """
      UPDATE callback_progress p SET
        next_at = v.next_at, desired = v.desired, expires = v.expires, updated = v.updated,
        version = v.version, priority = v.priority, attempt = v.attempt, unstarted = v.unstarted,
        leases = CASE WHEN p.attempt = v.attempt
          THEN greatest(p.leases, v.leases) ELSE v.leases END,
        entry_id = v.entry_id, submitted = v.submitted,
        session_id = v.session_id, session_url = v.session_url, session_seq = v.session_seq,
        position = v.position, wait_seconds = v.wait_seconds,
        kind = v.kind, state = v.state, reason = v.reason,
        revocation = v.revocation, gone_polls = v.gone_polls, gone_since = v.gone_since,
        lease_owner = NULL, timeline = p.timeline || v.timeline
      FROM %s
      WHERE p.tenant = v.tenant AND p.id = v.id AND p.version = v.expected
        AND (v.claims IS NULL OR p.leases = v.claims)
      RETURNING p.tenant, p.id
      """.formatted(ROWS.table());

  private ProgressChanges() {}

  /**
   * A change to store.
   *
   * @param transition what changes
   * @param wakeAt when to look at the callback next, null for never
   */
  record Change(Transition.Changed transition, @Nullable Instant wakeAt) {

    Callback after() {
      return transition.after();
    }

    CallbackKey key() {
      return transition.after().key();
    }

    /** Returns the version that is to be replaced. */
    long expected() {
      return transition.before().status().version();
    }

    /** Returns the claims there may have been, null if any number. */
    @Nullable
    Integer claims() {
      return transition.needsKnownClaims()
          ? (Integer) transition.before().attempt().leases()
          : null;
    }

    /** Says whether more than the progress changes. */
    boolean isEdit() {
      var before = transition.before();
      return !before.schedule().desiredTime().equals(after().schedule().desiredTime())
          || !before.booking().equals(after().booking());
    }
  }

  /** Locks the rows of those changes whose version is still the expected one. */
  static Set<CallbackKey> lock(Connection connection, List<Change> changes) throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      KEYS.bind(connection, statement, changes);
      return Keys.query(statement);
    }
  }

  /** Stores changes and returns the keys of those that were stored. */
  static Set<CallbackKey> store(Connection connection, List<Change> changes) throws SQLException {
    if (changes.isEmpty()) {
      return Set.of();
    }
    var sorted =
        changes.stream().sorted(Comparator.comparing(Change::key, Keys.ORDER)).toList();
    Set<CallbackKey> stored;
    try (var statement = connection.prepareStatement(UPDATE)) {
      ROWS.bind(connection, statement, sorted);
      stored = Keys.query(statement);
    }
    CallbackRows.rewrite(
        connection,
        sorted.stream()
            .filter(change -> change.isEdit() && stored.contains(change.key()))
            .map(Change::after)
            .toList());
    OpenCallbacks.keep(
        connection,
        sorted.stream().filter(change -> stored.contains(change.key())).toList());
    return stored;
  }

  static Rows.Column<Change> column(
      String name, String type, Function<Callback, ? extends @Nullable Object> value) {
    return new Rows.Column<>(name, type, change -> value.apply(change.after()));
  }

  private static Rows.Column<Change> submission(
      String name, String type, Function<Attempt.Submission, ? extends @Nullable Object> value) {
    return new Rows.Column<>(name, type, change -> {
      var submission = change.after().attempt().submission();
      return submission == null ? null : value.apply(submission);
    });
  }

  private static Rows.Column<Change> session(
      String name, String type, Function<Attempt.Session, ? extends @Nullable Object> value) {
    return new Rows.Column<>(name, type, change -> {
      var session = change.after().attempt().session();
      return session == null ? null : value.apply(session);
    });
  }

  private static @Nullable String reason(Callback callback) {
    var reason = callback.status().reason();
    return reason == null ? null : reason.value();
  }

  static @Nullable Integer polls(@Nullable Absence absence) {
    return absence == null ? null : (Integer) absence.polls();
  }

  static @Nullable Long since(@Nullable Absence absence) {
    return absence == null ? null : millis(absence.since());
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : (Long) instant.toEpochMilli();
  }

  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : Texts.storable(text);
  }
}
