package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.queue.QueueProxies;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the objects that stand for queues like the rows of the tables (specification 10.4): after
 * every publication, after failures with growing pauses, and once an hour. Tenants that never
 * published are left alone. What many nodes do at once is done once: objects that are there are
 * taken over, and those that are gone need no deleting.
 *
 * <p>Not thread-safe; one thread at a time.
 */
public final class ProxyUpkeep {

  /** How often to call {@link #run}. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration COMPARED_AGAIN = Duration.ofHours(1);

  /** Failures after which the rest of a round is left for the next. */
  private static final int MOST_FAILURES = 3;

  private final SettingsSnapshots snapshots;
  private final QueueProxies proxies;
  private final InstantSource time;
  private final Runnable failed;
  private final Map<TenantId, Standing> standings = new HashMap<>();

  /**
   * Makes it without asking anything yet.
   *
   * @param failed called for every object that could not be made or deleted, and every list that
   *     could not be read
   */
  public ProxyUpkeep(
      SettingsSnapshots snapshots, QueueProxies proxies, InstantSource time, Runnable failed) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.proxies = requireNonNull(proxies, "proxies");
    this.time = requireNonNull(time, "time");
    this.failed = requireNonNull(failed, "failed");
  }

  /** Does what is due; never throws a {@link DependencyUnavailableException}. */
  public void run() {
    var all = snapshots.all();
    standings.keySet().retainAll(all.keySet());
    all.forEach(this::keep);
  }

  private void keep(TenantId tenant, TenantSettings settings) {
    var standing = standings.getOrDefault(tenant, Standing.NEW);
    var now = time.instant();
    if (standing.version() == settings.version() && now.isBefore(standing.dueAt())) {
      return;
    }
    int failures = standing.version() == settings.version() ? standing.failures() : 0;
    failures = isLike(tenant, settings.queues().keySet()) ? 0 : failures + 1;
    var pause = failures == 0 ? COMPARED_AGAIN : pauseAfter(failures);
    standings.put(
        tenant, new Standing(settings.version(), failures, time.instant().plus(pause)));
  }

  private static Duration pauseAfter(int failures) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Makes the objects like the rows, and says whether they are. */
  private boolean isLike(TenantId tenant, Set<QueueName> wanted) {
    var attempts = new Attempts();
    attempts.attempt(() -> {
      Set<QueueName> missing = new HashSet<>(wanted);
      for (var proxy : proxies.all(tenant)) {
        missing.remove(proxy.queue());
        if (!wanted.contains(proxy.queue())) {
          attempts.attempt(() -> proxies.remove(tenant, proxy));
        }
      }
      missing.stream()
          .sorted()
          .forEach(queue -> attempts.attempt(() -> proxies.create(tenant, queue)));
    });
    return attempts.failures == 0;
  }

  /** Counts failures, and gives up after some of them. */
  private final class Attempts {
    private int failures;

    private void attempt(Runnable work) {
      if (failures >= MOST_FAILURES) {
        return;
      }
      try {
        work.run();
      } catch (DependencyUnavailableException e) {
        failures++;
        failed.run();
      }
    }
  }

  /**
   * How far a tenant's objects are.
   *
   * @param version of the table they were made like, or were to be
   * @param failures rounds in a row that failed
   * @param dueAt when to look again
   */
  private record Standing(int version, int failures, Instant dueAt) {
    private static final Standing NEW = new Standing(0, 0, Instant.EPOCH);
  }
}
