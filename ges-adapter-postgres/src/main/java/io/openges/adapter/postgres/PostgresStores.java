package io.openges.adapter.postgres;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.push.PushOffers;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.driven.time.StoreClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * All driven ports that PostgreSQL serves, over one pool of connections. Safe for use by many
 * threads at once.
 */
public final class PostgresStores implements AutoCloseable {

  private static final String TIDY = "VACUUM callback_progress";

  /**
   * No other node is at it, nor was anybody just now: a second vacuum would find as good as nothing
   * and cost as much. The lock is the session's; it ends with its connection at the latest.
   */
  private static final String IS_UNTIDY = """
      SELECT pg_try_advisory_lock(71501, 'callback_progress'::regclass::oid::integer)
        AND coalesce(
          greatest(
            pg_stat_get_last_vacuum_time('callback_progress'::regclass),
            pg_stat_get_last_autovacuum_time('callback_progress'::regclass))
          < clock_timestamp() - interval '40 seconds', true)
      """;

  /** How long closing waits for what is being committed, unless told otherwise. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Maintenance maintenance;
  private final HikariDataSource pool;
  private final List<Runnable> back = new CopyOnWriteArrayList<>();
  private final OutageGate gate;
  private final Database database;
  private final PostgresBookingStore bookings;
  private final PostgresCallbackStore callbacks;
  private final PostgresCallInRequests callIns;

  private PostgresStores(PostgresConfig config, HikariDataSource pool, LongSupplier nanoTime) {
    this.maintenance = new Maintenance(config);
    this.pool = pool;
    this.gate = new OutageGate(
            () -> Connections.awaitSignOfLife(config),
            new PoolFollower(config, pool, back),
            nanoTime)
        .watched();
    this.database = new Database(pool, gate, nanoTime);
    var knownBlocks = new SlotLedger.Known();
    this.bookings = new PostgresBookingStore(database, knownBlocks, config.writers());
    this.callbacks = new PostgresCallbackStore(database, knownBlocks, config.writers());
    this.callIns = new PostgresCallInRequests(database);
  }

  /**
   * Brings the schema up to date and opens the pool.
   *
   * @param nanoTime a monotonic clock in nanoseconds, for time limits
   * @throws io.openges.ports.driven.DependencyUnavailableException if PostgreSQL gave no answer
   */
  public static PostgresStores open(PostgresConfig config, LongSupplier nanoTime) {
    Schema.migrate(config);
    return new PostgresStores(config, Connections.pool(config), nanoTime);
  }

  /** Returns what takes bookings. */
  public BookingStore bookings() {
    return bookings;
  }

  /** Returns what looks up idempotency keys. */
  public IdempotencyKeys idempotencyKeys() {
    return new PostgresIdempotencyKeys(database);
  }

  /** Returns what reads how many places are taken. */
  public SlotOccupancy occupancy() {
    return new PostgresSlotOccupancy(database);
  }

  /** Returns what finds and changes callbacks. */
  public CallbackStore callbacks() {
    return callbacks;
  }

  /** Returns what lists and counts callbacks. */
  public CallbackQueries queries() {
    return new PostgresCallbackQueries(database);
  }

  /** Returns what deletes old callbacks. */
  public Retention retention() {
    return new PostgresRetention(database);
  }

  /** Returns what hands out callbacks that wake up. */
  public DispatchQueue dispatchQueue() {
    return new PostgresDispatchQueue(database);
  }

  /** Returns what keeps the data of sessions. */
  public SessionStorage sessionStorage() {
    return new PostgresSessionStorage(database);
  }

  /** Returns what keeps refused requests. */
  public RequestLog refusedRequests() {
    return new PostgresRequestLog(database);
  }

  /** Returns what keeps who did what. */
  public AuditLog audit() {
    return new PostgresAuditLog(database);
  }

  /** Returns what keeps the published tables. */
  public SettingsStore settings() {
    return new PostgresSettingsStore(database, "settings_version");
  }

  /** Returns what keeps confirmed API keys. */
  public KnownKeys knownKeys() {
    return new PostgresKnownKeys(database);
  }

  /** Returns what keeps what was heard of tenants. */
  public HeardTenants heardTenants() {
    return new PostgresHeardTenants(database);
  }

  /** Returns what keeps sealed secrets. */
  public CredentialStore credentials() {
    return new PostgresCredentialStore(database);
  }

  /** Returns what keeps marks of pushes. */
  public PushMarks pushMarks() {
    return new PostgresPushMarks(database);
  }

  /** Returns what keeps offers to customers who are to call. */
  public PushOffers pushOffers() {
    return new PostgresPushOffers(database);
  }

  /** Returns what keeps the rules of all kinds. */
  public SettingsStore rules() {
    return new PostgresSettingsStore(database, "capacity_version");
  }

  /** Returns what keeps call-in requests. */
  public CallInRequests callIns() {
    return callIns;
  }

  /** Returns what keeps the call-in groups. */
  public SettingsStore callInGroups() {
    return new PostgresSettingsStore(database, "call_in_group_version");
  }

  /** Returns PostgreSQL's clock, to be looked at for a sign of life, too. */
  public StoreClock clock() {
    return new PostgresClock(database);
  }

  /**
   * Removes dead rows and index entries of the due queue, which every claim would otherwise step
   * over; to be called about once a minute by one thread of every node while callbacks are being
   * dispatched. Only one node does it then, and the others return at once. PostgreSQL's own vacuum
   * does the same, later. May take minutes on a large table; disturbs nobody, and ends early if it
   * is {@linkplain #stopTidying stopped}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if PostgreSQL gave no answer
   */
  public void tidy() {
    try {
      maintenance.run(IS_UNTIDY, TIDY);
    } catch (SQLException failure) {
      throw Failures.of("tidy", failure);
    }
  }

  /**
   * Has {@code task} run whenever PostgreSQL is back after an outage, within a second or so. It has
   * to be short and runs on a thread of this object.
   */
  public void whenBack(Runnable task) {
    back.add(requireNonNull(task, "task"));
  }

  /** Says whether PostgreSQL is known to be away, so that everything fails at once. */
  boolean isAway() {
    return gate.isShut();
  }

  /** Returns the use of the pool at this moment. */
  public PoolUse poolUse() {
    var state = pool.getHikariPoolMXBean();
    return state == null
        ? new PoolUse(0, 0, 0, pool.getMaximumPoolSize())
        : new PoolUse(
            state.getActiveConnections(),
            state.getIdleConnections(),
            state.getThreadsAwaitingConnection(),
            pool.getMaximumPoolSize());
  }

  /**
   * How a pool is used. Immutable and thread-safe.
   *
   * @param active connections at work
   * @param idle connections at rest
   * @param waiting threads that wait for a connection
   * @param most connections there may be
   */
  public record PoolUse(int active, int idle, int waiting, int most) {}

  /** Ends {@link #tidy} early, and lets it do nothing from now on; returns at once. */
  public void stopTidying() {
    maintenance.stop();
  }

  /** Does the same as {@link #close(Duration)}, with ten seconds of patience. */
  @Override
  public void close() {
    close(PATIENCE);
  }

  /**
   * Commits what callers wait for, then closes all connections.
   *
   * @param patience how long it may wait for a server that does not answer
   */
  public void close(Duration patience) {
    long end = database.nanoTime().getAsLong() + patience.toNanos();
    maintenance.stop();
    bookings.close(patience);
    callbacks.close(Duration.ofNanos(end - database.nanoTime().getAsLong()));
    gate.close();
    pool.close();
  }

  /** Keeps the pool from knocking at a server that is away, and lets it begin anew afterwards. */
  private record PoolFollower(PostgresConfig config, HikariDataSource pool, List<Runnable> back)
      implements OutageGate.Follower {

    @Override
    public void shut() {
      // a pool that has nothing to fill does not rest between tries when it is needed again
      pool.setMinimumIdle(0);
    }

    @Override
    public void opened() {
      pool.setMinimumIdle(Connections.idle(config));
      var state = pool.getHikariPoolMXBean();
      if (state != null) {
        state.softEvictConnections();
      }
      back.forEach(Runnable::run);
    }
  }
}
