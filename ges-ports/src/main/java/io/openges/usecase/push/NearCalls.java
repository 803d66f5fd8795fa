package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.push.PushEvent;
import io.openges.domain.push.PushTerms;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells customers once that their call is near (specification 15.1). Safe for use by many threads
 * at once.
 */
public final class NearCalls {

  private static final String UPCOMING = "UPCOMING";
  private static final int PAGE = 500;
  private static final int MOST_TOLD = 100_000;
  private static final int MOST_MISSED = 10_000;

  /** No callback waits for an agent so long before its time. */
  private static final Duration AHEAD = Duration.ofHours(24);

  private final PushOutbox outbox;
  private final Announcer.Stores stores;
  private final SettingsSnapshots snapshots;
  private final PushFields fields;
  private final InstantSource time;
  private final Set<CallbackKey> told = ConcurrentHashMap.newKeySet();

  /** Those that could not be looked at, or told of, when they were committed. */
  private final Set<CallbackKey> missed = ConcurrentHashMap.newKeySet();

  /** Makes it. */
  public NearCalls(
      PushOutbox outbox, Announcer.Stores stores, SettingsSnapshots snapshots, InstantSource time) {
    this.outbox = requireNonNull(outbox, "outbox");
    this.stores = requireNonNull(stores, "stores");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.fields = new PushFields(snapshots, stores.waitTimes());
    this.time = requireNonNull(time, "time");
  }

  /** Takes note of a callback as it was just committed; neither blocks nor throws. */
  void committed(Callback callback) {
    if (fields.canBeNear(callback)) {
      // many may wait to be looked at
      var light = callback.with(callback.booking().withoutUserData());
      if (!outbox.run(() -> look(light))) {
        miss(light.key());
      }
    }
  }

  private void look(Callback callback) {
    boolean isDone = false;
    try {
      isDone = tellIfNear(callback);
    } finally {
      if (!isDone) {
        miss(callback.key());
      }
    }
  }

  private void miss(CallbackKey key) {
    if (missed.size() < MOST_MISSED) {
      missed.add(key);
    }
  }

  /**
   * The store decides who tells; the set spares it what this node has told.
   *
   * @return false if there was no place, so that nothing is decided
   */
  private boolean tellIfNear(Callback callback) {
    var key = callback.key();
    if (told.contains(key) || !fields.isNear(callback)) {
      return true;
    }
    return outbox
        .decide(() -> isFirst(key)
            ? Optional.of(fields.notice(callback, PushEvent.CALLBACK_UPCOMING))
            : Optional.empty())
        .isPresent();
  }

  /**
   * Tells what a session asks for, unless it was told before, whoever did.
   *
   * @return completes with whether a device is told, or was before
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it was
   */
  CompletableFuture<Boolean> tellOnce(PushNotice notice) {
    var isFirst = new AtomicBoolean(true);
    return outbox
        .decide(() -> {
          isFirst.set(isFirst(notice.key()));
          return isFirst.get() ? Optional.of(notice) : Optional.empty();
        })
        .map(told -> isFirst.get() ? told : CompletableFuture.completedFuture(true))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  private boolean isFirst(CallbackKey key) {
    if (told.contains(key)) {
      return false;
    }
    boolean isFirst =
        stores.marks().set(key, UPCOMING, time.instant().truncatedTo(ChronoUnit.MILLIS));
    // not before the store has answered: until then nothing is decided, whoever else asks
    if (told.size() >= MOST_TOLD) {
      told.clear();
    }
    told.add(key);
    return isFirst;
  }

  /**
   * Looks after what was missed when it was committed, and after the callbacks of queues whose wait
   * is short now: their sessions need not say so. Ends early while nothing more can wait for
   * delivery.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer for
   *     some tenant, after all others; the next round makes up for it
   */
  public void followQueues() {
    var round = new Round();
    round.step(this::lookAgain);
    snapshots.all().forEach((tenant, settings) -> round.step(() -> followTenant(tenant, settings)));
    round.end();
  }

  private boolean lookAgain() {
    for (var key : List.copyOf(missed)) {
      var callback = stores.callbacks().find(key);
      if (callback.isPresent() && !tellIfNear(callback.get())) {
        return false;
      }
      missed.remove(key);
    }
    return true;
  }

  /**
   * Returns the queues whose wait is short, of those in which somebody waits: all are asked for at
   * once, so that slow sources do not add up.
   */
  private Set<QueueName> shortQueues(TenantId tenant, TenantSettings settings) {
    var rows = settings.queues().values().stream()
        .filter(row -> PushTerms.of(row).threshold() != null)
        .toList();
    if (rows.isEmpty()) {
      return Set.of();
    }
    var waiting = stores.queries().waiting(tenant, time.instant().plus(AHEAD));
    var queues = new HashSet<QueueName>();
    rows.stream()
        .filter(row -> waiting.contains(row.name()))
        .collect(Collectors.groupingBy(row -> row.offering().waitTimeMode()))
        .forEach((mode, some) -> queues.addAll(shortOnes(tenant, mode, some)));
    return queues;
  }

  private Set<QueueName> shortOnes(TenantId tenant, WaitTimeMode mode, List<QueueSettings> rows) {
    var names = rows.stream().map(QueueSettings::name).collect(Collectors.toSet());
    var waits = stores.waitTimes().readAll(tenant, names, new WaitTimes.Method(mode, false));
    return rows.stream()
        .filter(row -> {
          var wait = waits.getOrDefault(row.name(), WaitTime.UNAVAILABLE);
          return wait.knowledge() == WaitTime.Knowledge.KNOWN
              && PushTerms.of(row).isShort(wait.seconds());
        })
        .map(QueueSettings::name)
        .collect(Collectors.toSet());
  }

  /** Reads the tenant's callbacks once for all its queues; false if there was no place. */
  private boolean followTenant(TenantId tenant, TenantSettings settings) {
    var queues = shortQueues(tenant, settings);
    CallbackQueries.@Nullable Cursor after = null;
    boolean isLast = queues.isEmpty();
    while (!isLast) {
      var page = page(tenant, after);
      if (!tellAllIfNear(page, queues)) {
        return false;
      }
      isLast = page.size() < PAGE;
      if (!isLast) {
        var last = page.get(PAGE - 1);
        after =
            new CallbackQueries.Cursor(last.schedule().desiredTime(), last.key().id());
      }
    }
    return true;
  }

  private List<Callback> page(TenantId tenant, CallbackQueries.@Nullable Cursor after) {
    return stores
        .queries()
        .list(new CallbackQueries.Filter(
            tenant,
            Set.of(CallbackState.QUEUED),
            null,
            new CallbackQueries.Range(null, time.instant().plus(AHEAD)),
            null,
            new CallbackQueries.Page(PAGE, after)));
  }

  private boolean tellAllIfNear(List<Callback> page, Set<QueueName> queues) {
    return page.stream()
        .filter(callback -> queues.contains(callback.queue()))
        .allMatch(this::tellIfNear);
  }

  /** Steps of which none suffers from the failure of another, until there is no place left. */
  private static final class Round {

    private boolean hasPlace = true;
    private @Nullable DependencyUnavailableException failed;

    void step(BooleanSupplier step) {
      if (hasPlace) {
        try {
          hasPlace = step.getAsBoolean();
        } catch (DependencyUnavailableException e) {
          failed = e;
        }
      }
    }

    void end() {
      if (failed != null) {
        throw failed;
      }
    }
  }
}
