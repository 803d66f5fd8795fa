package io.openges.usecase.dispatch;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.RefusedRequest;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Transitions;
import io.openges.domain.dispatch.DispatchTerms;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is done beside the rounds of dispatch: following waiting times and deleting what is old.
 * Safe for use by many threads at once.
 */
public final class Upkeep {

  /** Records are kept so long after their desired time; fixed (specification 6.8). */
  public static final Duration RETENTION = Duration.ofDays(14);

  /** Idempotency keys are kept so long after their use (specification 3.1). */
  public static final Duration IDEMPOTENCY = Duration.ofDays(1);

  /** How far beyond a due time callbacks are woken early: more than the interval of following. */
  private static final Duration WINDOW = Duration.ofSeconds(45);

  /** What is desired so long ago has been due whatever the wait. */
  private static final Duration PAST = Duration.ofHours(4);

  /** What is desired later is not due within a day, unless the wait is longer than another. */
  private static final Duration AHEAD = Duration.ofDays(2);

  private static final int PURGE_BATCH = 500;

  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;
  private final Stores stores;
  private final HandOver handOver;
  private final DispatchTerms terms;
  private final SettingsWatch watch;
  private final Map<Line, Followed> followed = new ConcurrentHashMap<>();

  /** Makes it. */
  public Upkeep(
      SettingsSnapshots snapshots,
      WaitTimes waitTimes,
      Stores stores,
      HandOver handOver,
      DispatchTerms terms) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
    this.stores = requireNonNull(stores, "stores");
    this.handOver = requireNonNull(handOver, "handOver");
    this.terms = requireNonNull(terms, "terms");
    this.watch = new SettingsWatch(snapshots, waitTimes, stores.queue(), terms);
  }

  /** The stores it works on. */
  public record Stores(
      DispatchQueue queue,
      SlotOccupancy occupancy,
      Retention retention,
      SessionStorage storage,
      RecordCache cache,
      Logs logs) {}

  /** What happened; the audit is kept for {@code auditFor}. */
  public record Logs(RequestLog refused, AuditLog audit, Duration auditFor) {}

  Map<CallbackKey, Map<String, String>> storage(List<CallbackKey> keys) {
    return stores.storage().readAll(keys);
  }

  /** Wakes what new settings may have made due. */
  void followSettings(Instant now) {
    watch.follow(now);
  }

  /**
   * Reads the wait of each queue that has scheduled callbacks to serve soon, whether or not it
   * takes new ones, and wakes what that makes due; dispatch goes by what was read here.
   */
  void followWaitTimes(Instant now) {
    var taken = stores.occupancy().taken(new Interval(now.minus(PAST), now.plus(AHEAD)));
    var settings = snapshots.all();
    var lines = new HashSet<Line>();
    taken.forEach((tenant, queues) -> {
      var known = settings.get(tenant);
      if (known != null) {
        follow(tenant, known, queues, now);
        queues.forEach(queue -> lines.add(new Line(tenant, queue)));
      }
    });
    followed.keySet().retainAll(lines);
  }

  private void follow(
      TenantId tenant, TenantSettings settings, Set<QueueName> queues, Instant now) {
    var byMode = new EnumMap<WaitTimeMode, Set<QueueName>>(WaitTimeMode.class);
    for (var queue : queues) {
      modes(settings.queues().get(queue))
          .forEach(mode -> byMode.computeIfAbsent(mode, none -> new HashSet<>()).add(queue));
    }
    var longest = new HashMap<QueueName, Integer>();
    byMode.forEach((mode, some) -> {
      if (!Thread.currentThread().isInterrupted()) {
        waitTimes
            .readAll(tenant, some, new WaitTimes.Method(mode, false))
            .forEach((queue, wait) -> longest.merge(queue, wait.orZero(), Math::max));
      }
    });
    longest.forEach((queue, wait) -> follow(new Line(tenant, queue), wait, now));
  }

  /**
   * A queue that was removed is followed in every mode: its callbacks are served under the rows
   * they were accepted under. To be woken too early does them no harm.
   */
  static Set<WaitTimeMode> modes(@Nullable QueueSettings row) {
    return row == null
        ? EnumSet.allOf(WaitTimeMode.class)
        : Set.of(row.offering().waitTimeMode());
  }

  /**
   * Wakes what the wait makes due soon. A wait that has grown brings forward all that is desired up
   * to there; one that stays long, what was booked under a shorter one and comes into reach now.
   */
  private void follow(Line line, int wait, Instant now) {
    var last = followed.getOrDefault(line, Followed.NEVER);
    boolean grown = wait > last.seconds();
    var from = grown ? Instant.EPOCH : last.reached();
    var to = now.plusSeconds(wait).plus(terms.promotionBuffer()).plus(WINDOW);
    if (wait > 0 && from.isBefore(to)) {
      stores.queue().wakeEarlier(line.tenant(), line.queue(), new Interval(from, to), now);
    }
    // what was claimed, or booked under the old wait, while it grew is looked for once more
    var reached = from.isBefore(to) ? to : from;
    followed.put(line, new Followed(wait, grown ? Instant.EPOCH : reached));
  }

  /**
   * What is open when its time is over is completed, and deleted when its session knows
   * (specification 6.8).
   */
  void purge(Instant now) {
    var before = now.minus(RETENTION);
    completeOpen(before, now);
    while (!Thread.currentThread().isInterrupted()) {
      var purged = stores.retention().purgeCallbacks(before, PURGE_BATCH);
      stores.cache().remove(purged);
      if (purged.size() < PURGE_BATCH) {
        stores.retention().purgeTraces(now.minus(IDEMPOTENCY), now.minus(Duration.ofDays(2)));
        purge(now.minus(RefusedRequest.RETENTION), stores.logs().refused()::deleteBefore);
        purge(now.minus(stores.logs().auditFor()), stores.logs().audit()::deleteBefore);
        return;
      }
    }
  }

  private static void purge(Instant before, ToIntBiFunction<Instant, Integer> log) {
    int deleted = PURGE_BATCH;
    while (deleted == PURGE_BATCH && !Thread.currentThread().isInterrupted()) {
      deleted = log.applyAsInt(before, PURGE_BATCH);
    }
  }

  private void completeOpen(Instant before, Instant now) {
    while (!Thread.currentThread().isInterrupted()) {
      var open = stores.retention().openCallbacks(before, PURGE_BATCH);
      long ended = open.stream()
          .map(callback -> handOver.apply(Transitions.outlive(callback, now), now))
          .filter(wake -> !Wakes.isSet(wake))
          .count();
      if (open.size() < PURGE_BATCH || ended == 0) {
        return;
      }
    }
  }

  private record Line(TenantId tenant, QueueName queue) {}

  /**
   * How far a queue has been followed.
   *
   * @param seconds the wait last read
   * @param reached what is desired before this needs no waking unless the wait grows
   */
  private record Followed(int seconds, Instant reached) {
    private static final Followed NEVER = new Followed(0, Instant.EPOCH);
  }
}
