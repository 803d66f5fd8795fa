package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.push.PushEvent;
import io.openges.domain.push.PushTerms;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells customers once that their call is near (specification 15.1). Safe for use by many threads
 * at once.
 */
public final class NearCalls {

  private static final String UPCOMING = "UPCOMING";
  private static final int PAGE = 500;
  private static final int MOST_TOLD = 100_000;

  private final PushOutbox outbox;
  private final Announcer.Stores stores;
  private final SettingsSnapshots snapshots;
  private final PushFields fields;
  private final InstantSource time;
  private final Set<CallbackKey> told = ConcurrentHashMap.newKeySet();

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
      outbox.run(() -> tellIfNear(callback));
    }
  }

  /** The store decides who tells; the set spares it what this node has told. */
  private void tellIfNear(Callback callback) {
    if (told.size() >= MOST_TOLD) {
      told.clear();
    }
    if (fields.isNear(callback) && told.add(callback.key()) && isFirst(callback.key())) {
      var unused = outbox.offer(fields.notice(callback, PushEvent.CALLBACK_UPCOMING));
    }
  }

  private boolean isFirst(CallbackKey key) {
    try {
      return stores.marks().set(key, UPCOMING, time.instant().truncatedTo(ChronoUnit.MILLIS));
    } catch (DependencyUnavailableException e) {
      told.remove(key);
      throw e;
    }
  }

  /**
   * Looks after the callbacks of queues whose wait is short now: their sessions need not say so.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     next round makes up for it
   */
  public void followQueues() {
    snapshots
        .all()
        .forEach((tenant, settings) -> settings.queues().values().forEach(row -> {
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
      page = stores
          .queries()
          .list(new CallbackQueries.Filter(
              tenant,
              Set.of(CallbackState.QUEUED),
              row.name(),
              new CallbackQueries.Range(null, null),
              null,
              new CallbackQueries.Page(PAGE, after)));
      page.stream().filter(callback -> !told.contains(callback.key())).forEach(this::tellIfNear);
      if (!page.isEmpty()) {
        var last = page.get(page.size() - 1);
        after =
            new CallbackQueries.Cursor(last.schedule().desiredTime(), last.key().id());
      }
    } while (page.size() == PAGE);
  }
}
