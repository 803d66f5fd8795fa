package io.openges.adapter.postgres;

import io.openges.adapter.postgres.ProgressChanges.Change;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.dispatch.DispatchQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claims callbacks by one indexed statement, skipping those that others are claiming. Safe for use
 * by many threads at once.
 */
final class PostgresDispatchQueue implements DispatchQueue {

  /**
   * The next wake-up is read with the same statement, so that an idle node asks once. Rows are
   * found again by their place, which is safe for rows that are locked. The column {@code due_at}
   * keeps their order. Parameters are end of the lease, owner, now, limit, now.
   */
  private static final String CLAIM =
      """
      WITH p AS (
        UPDATE callback_progress q SET
          next_at = ?, due_at = q.next_at, leases = q.leases + 1, lease_owner = ?
        WHERE q.ctid = ANY (ARRAY(
          SELECT ctid FROM callback_progress
          WHERE next_at <= ? ORDER BY next_at, priority DESC, created
          LIMIT ? FOR UPDATE SKIP LOCKED))
        RETURNING q.tenant, q.id, q.due_at, q.priority, q.created, %s)
      SELECT %s, n.wake FROM
        (SELECT min(next_at) AS wake FROM callback_progress WHERE next_at > ?) n
        LEFT JOIN (p JOIN callback c ON c.tenant = p.tenant AND c.id = p.id) ON true
      ORDER BY p.due_at, p.priority DESC, p.created
      """.formatted(CallbackReader.PROGRESS.replace("p.", "q."), CallbackReader.COLUMNS);

  private static final String FIRST_WAKE = "SELECT min(next_at) FROM callback_progress";

  private static final Rows<Wake> WAKES = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", wake -> wake.key().tenant().value()),
      new Rows.Column<>("id", "uuid", wake -> wake.key().id().value()),
      new Rows.Column<>("expected", "int8", Wake::version),
      new Rows.Column<>("next_at", "int8", wake -> ProgressChanges.millis(wake.at())),
      new Rows.Column<>("expires", "int8", wake -> ProgressChanges.millis(wake.newExpiry())),
      new Rows.Column<>("gone_polls", "int4", wake -> ProgressChanges.polls(wake.absence())),
      new Rows.Column<>("gone_since", "int8", wake -> ProgressChanges.since(wake.absence()))));

  private static final String WAKE_AT = """
      UPDATE callback_progress p SET
        next_at = v.next_at, expires = coalesce(v.expires, p.expires),
        gone_polls = v.gone_polls, gone_since = v.gone_since, lease_owner = NULL
      FROM %s
      WHERE p.tenant = v.tenant AND p.id = v.id AND p.version = v.expected
      """.formatted(WAKES.table());

  /** Locks in the order of keys, as everybody does. */
  private static final String REWAKE = """
      WITH found AS (
        SELECT p.tenant, p.id FROM callback_progress p %s
        ORDER BY p.tenant, p.id FOR UPDATE OF p)
      UPDATE callback_progress q SET next_at = ?, lease_owner = NULL
      FROM found WHERE q.tenant = found.tenant AND q.id = found.id
      """;

  private static final String WAKE_EARLIER = REWAKE.formatted("""
      JOIN open_callback o ON o.tenant = p.tenant AND o.id = p.id
      JOIN callback c ON c.tenant = p.tenant AND c.id = p.id AND c.queue = ?
      WHERE o.tenant = ? AND o.desired >= ? AND o.desired < ?
        AND p.state = 'S' AND p.next_at > ? AND p.lease_owner IS NULL
      """);

  private static final String WAKE_UNSUBMITTED = REWAKE.formatted("""
      JOIN open_callback o ON o.tenant = p.tenant AND o.id = p.id
      JOIN callback c ON c.tenant = p.tenant AND c.id = p.id AND c.queue = ANY (?)
      WHERE o.tenant = ? AND o.desired < ? AND p.state IN ('S', 'Q') AND p.entry_id IS NULL
        AND p.next_at > ? AND p.lease_owner IS NULL
      """);

  /** No lease ends later, which keeps the statement to what the index finds. */
  private static final Duration LONGEST_LEASE = Duration.ofMinutes(1);

  private static final String RELEASE =
      REWAKE.formatted("WHERE p.next_at <= ? AND p.lease_owner = ?");

  private static final String WAKE_UP =
      "SELECT next_at, lease_owner FROM callback_progress WHERE tenant = ? AND id = ?";

  private final Database database;

  PostgresDispatchQueue(Database database) {
    this.database = database;
  }

  @Override
  public Claims claim(ClaimRequest request) {
    return database.statement("claim", connection -> claim(connection, request));
  }

  private static Claims claim(Connection connection, ClaimRequest request) throws SQLException {
    var callbacks = new ArrayList<Callback>();
    Optional<Instant> nextWake = Optional.empty();
    try (var statement = connection.prepareStatement(CLAIM)) {
      long now = request.now().toEpochMilli();
      statement.setLong(1, request.now().plus(request.lease()).toEpochMilli());
      statement.setString(2, request.owner());
      statement.setLong(3, now);
      statement.setInt(4, request.limit());
      statement.setLong(5, now);
      try (var results = statement.executeQuery()) {
        int wakeColumn = results.getMetaData().getColumnCount();
        while (results.next()) {
          nextWake = instant(results.getObject(wakeColumn, Long.class));
          if (results.getObject(1) != null) {
            callbacks.add(CallbackReader.read(results));
          }
        }
      }
    }
    return new Claims(
        callbacks, callbacks.size() < request.limit() ? nextWake : firstWake(connection));
  }

  /** When as many as wished were claimed there may be more that are due. */
  private static Optional<Instant> firstWake(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(FIRST_WAKE);
        var results = statement.executeQuery()) {
      results.next();
      return instant(results.getObject(1, Long.class));
    }
  }

  private static Optional<Instant> instant(@Nullable Long millis) {
    return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
  }

  @Override
  public Set<CallbackKey> confirm(List<Confirmation> confirmations) {
    var changes = confirmations.stream()
        .map(confirmation -> new Change(confirmation.change(), confirmation.wakeAt()))
        .toList();
    boolean simple = !changes.isEmpty() && changes.stream().allMatch(Promotions::isOne);
    var stored = database.transaction(
        "confirm submissions",
        connection -> simple
            ? Promotions.store(connection, changes)
            : ProgressChanges.store(connection, changes));
    var conflicts = new HashSet<CallbackKey>();
    changes.forEach(change -> conflicts.add(change.key()));
    conflicts.removeAll(stored);
    return conflicts;
  }

  @Override
  public void wakeAt(List<Wake> wakes) {
    if (wakes.isEmpty()) {
      return;
    }
    var sorted =
        wakes.stream().sorted(Comparator.comparing(Wake::key, Keys.ORDER)).toList();
    database.transaction("set wake-up times", connection -> {
      try (var statement = connection.prepareStatement(WAKE_AT)) {
        WAKES.bind(connection, statement, sorted);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public int wakeEarlier(TenantId tenant, QueueName queue, Interval desired, Instant at) {
    return database.transaction("wake earlier", connection -> {
      try (var statement = connection.prepareStatement(WAKE_EARLIER)) {
        statement.setString(1, Texts.storable(queue.value()));
        statement.setObject(2, tenant.value());
        statement.setLong(3, desired.start().toEpochMilli());
        statement.setLong(4, desired.end().toEpochMilli());
        statement.setLong(5, at.toEpochMilli());
        statement.setLong(6, at.toEpochMilli());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public int wakeUnsubmitted(TenantId tenant, Set<QueueName> queues, Instant desired, Instant at) {
    var names = queues.stream().map(queue -> Texts.storable(queue.value())).toArray();
    return database.transaction("wake unsubmitted", connection -> {
      try (var statement = connection.prepareStatement(WAKE_UNSUBMITTED)) {
        statement.setArray(1, connection.createArrayOf("text", names));
        statement.setObject(2, tenant.value());
        statement.setLong(3, desired.toEpochMilli());
        statement.setLong(4, at.toEpochMilli());
        statement.setLong(5, at.toEpochMilli());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public void release(String owner, Instant now) {
    database.transaction("release claims", connection -> {
      try (var statement = connection.prepareStatement(RELEASE)) {
        statement.setLong(1, now.plus(LONGEST_LEASE).toEpochMilli());
        statement.setString(2, owner);
        statement.setLong(3, now.toEpochMilli());
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Optional<WakeUp> wakeUp(CallbackKey key) {
    return database.statement("read wake-up time", connection -> {
      try (var statement = connection.prepareStatement(WAKE_UP)) {
        statement.setObject(1, key.tenant().value());
        statement.setObject(2, key.id().value());
        try (var results = statement.executeQuery()) {
          return results.next()
              ? Optional.of(new WakeUp(
                  instant(results.getObject(1, Long.class)).orElse(null), results.getString(2)))
              : Optional.empty();
        }
      }
    });
  }
}
