package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Transition;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.domain.push.PushTerms;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.push.SendPush;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Decides what devices are told: what happened, after it is committed, and once that the call is
 * near (specification 15.1). Safe for use by many threads at once.
 */
public final class Announcer implements SendPush {

  private static final String UPCOMING = "UPCOMING";
  private static final int PAGE = 500;
  private static final int MOST_TOLD = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PushOutbox outbox;
  private final Stores stores;
  private final SettingsSnapshots snapshots;
  private final PushNotifications notifications;
  private final InstantSource time;
  private final Set<CallbackKey> told = ConcurrentHashMap.newKeySet();

  /** Makes it. */
  public Announcer(
      PushOutbox outbox,
      Stores stores,
      SettingsSnapshots snapshots,
      PushNotifications notifications,
      InstantSource time) {
    this.outbox = requireNonNull(outbox, "outbox");
    this.stores = requireNonNull(stores, "stores");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.notifications = requireNonNull(notifications, "notifications");
    this.time = requireNonNull(time, "time");
  }

  /**
   * Where it reads.
   *
   * @param callbacks the callbacks
   * @param queries lists them
   * @param marks what was decided before
   * @param waitTimes of queues
   */
  public record Stores(
      CallbackStore callbacks, CallbackQueries queries, PushMarks marks, WaitTimes waitTimes) {}

  /** Takes note of a change that was just committed; neither blocks nor throws. */
  public void committed(Transition.Changed change) {
    var after = change.after();
    if (after.booking().details().pushTargets().isEmpty()) {
      return;
    }
    PushEvent.of(change).ifPresent(event -> {
      var unused = outbox.offer(new PushNotice(after, event, Map.of()));
    });
    if (mayBeNear(after)) {
      outbox.run(() -> tellIfNear(after));
    }
  }

  private boolean mayBeNear(Callback callback) {
    return snapshots
        .of(callback.key().tenant())
        .queue(callback.queue())
        .filter(row -> PushTerms.of(row).canBeNear(callback))
        .isPresent();
  }

  /**
   * Tells the devices of a callback that the call is near, if it is and nobody told them.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether somebody
   *     did
   */
  public void tellIfNear(Callback callback) {
    var tenant = callback.key().tenant();
    var row = snapshots.of(tenant).queue(callback.queue());
    if (row.isEmpty()) {
      return;
    }
    if (PushTerms.of(row.get()).isNear(callback, wait(tenant, row.get()))
        && told.add(callback.key())
        && isFirst(callback.key())) {
      var unused = outbox.offer(new PushNotice(callback, PushEvent.CALLBACK_UPCOMING, Map.of()));
    }
  }

  /**
   * Looks after the callbacks of queues whose wait is short now: their sessions need not say so.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     next round makes up for it
   */
  public void followQueues() {
    snapshots.all().forEach((tenant, settings) -> settings.queues().values().forEach(row -> {
      if (isShort(tenant, row)) {
        followQueue(tenant, row);
      }
    }));
  }

  private boolean isShort(TenantId tenant, QueueSettings row) {
    var threshold = PushTerms.of(row).threshold();
    if (threshold.isEmpty()) {
      return false;
    }
    var wait = stores.waitTimes().read(tenant, row.name(), row.offering().waitTimeMode());
    return wait.knowledge() == WaitTime.Knowledge.KNOWN
        && wait.seconds() < threshold.get().toSeconds();
  }

  private void followQueue(TenantId tenant, QueueSettings row) {
    CallbackQueries.Cursor after = null;
    List<Callback> page;
    do {
      page = stores.queries().list(new CallbackQueries.Filter(
          tenant,
          Set.of(CallbackState.QUEUED),
          row.name(),
          new CallbackQueries.Range(null, null),
          null,
          new CallbackQueries.Page(PAGE, after)));
      page.stream().filter(PushTerms.of(row)::canBeNear).forEach(this::tellOnce);
      if (!page.isEmpty()) {
        var last = page.get(page.size() - 1);
        after = new CallbackQueries.Cursor(last.schedule().desiredTime(), last.key().id());
      }
    } while (page.size() == PAGE);
  }

  /** Spares the store what this node has told. */
  private void tellOnce(Callback callback) {
    if (told.size() >= MOST_TOLD) {
      told.clear();
    }
    if (!told.contains(callback.key())) {
      tellIfNear(callback);
    }
  }

  @Override
  public Optional<Outcome> send(CallbackKey key, PushEvent event, Map<String, String> data) {
    return stores
        .callbacks()
        .find(key)
        .map(callback -> callback.booking().details().pushTargets().isEmpty()
            ? Outcome.NO_TARGET
            : outcome(outbox.offer(new PushNotice(callback, event, data))));
  }

  @Override
  public Result tryOut(TenantId tenant, PushAccount account, String token) {
    return notifications.send(
        account,
        new PushNotifications.Message(tenant, token, Map.of("event", "CALLBACK_TEST"), true));
  }

  private boolean isFirst(CallbackKey key) {
    try {
      return stores.marks().set(key, UPCOMING, now());
    } catch (DependencyUnavailableException e) {
      told.remove(key);
      throw e;
    }
  }

  private OptionalInt wait(TenantId tenant, QueueSettings row) {
    var wait =
        stores.waitTimes().lastKnown(tenant, row.name(), row.offering().waitTimeMode());
    return wait.knowledge() == WaitTime.Knowledge.KNOWN
        ? OptionalInt.of(wait.seconds())
        : OptionalInt.empty();
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Outcome outcome(CompletableFuture<Boolean> told) {
    return told.copy().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join()
        ? Outcome.PUSH_SENT
        : Outcome.PUSH_SEND_ERROR;
  }
}
