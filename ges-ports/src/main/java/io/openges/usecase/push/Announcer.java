package io.openges.usecase.push;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Transition;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.push.SendPush;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what devices are told: what happened, after it is committed, and what sessions ask for
 * (specification 15.1). Safe for use by many threads at once.
 */
public final class Announcer implements SendPush {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 50;

  private final PushOutbox outbox;
  private final Stores stores;
  private final NearCalls near;
  private final Offers offers;
  private final PushNotifications notifications;
  private final PushFields fields;
  private final BoundedWait wait = new BoundedWait(MOST_WAITING, PATIENCE);

  /** Makes it. */
  public Announcer(
      PushOutbox outbox,
      Stores stores,
      SettingsSnapshots snapshots,
      Parts parts,
      PushNotifications notifications) {
    this.outbox = requireNonNull(outbox, "outbox");
    this.stores = requireNonNull(stores, "stores");
    this.near = parts.near();
    this.offers = parts.offers();
    this.notifications = requireNonNull(notifications, "notifications");
    this.fields = new PushFields(snapshots, stores.waitTimes());
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

  /**
   * Who looks after what takes longer than one push.
   *
   * @param near tells that calls are near
   * @param offers waits for the answers of customers who are to call
   */
  public record Parts(NearCalls near, Offers offers) {

    /** Checks that both are there. */
    public Parts {
      requireNonNull(near, "near");
      requireNonNull(offers, "offers");
    }
  }

  /** Takes note of a change that was just committed; neither blocks nor throws. */
  public void committed(Transition.Changed change) {
    var after = change.after();
    if (hasDevices(after)) {
      PushEvent.of(change).ifPresent(event -> {
        var unused = outbox.offer(fields.notice(after, event));
      });
      near.committed(after);
    }
  }

  @Override
  public Optional<Outcome> send(CallbackKey key, Request request) {
    return stores.callbacks().find(key).map(callback -> send(callback, request));
  }

  private Outcome send(Callback callback, Request request) {
    var attempt = request.attempt();
    if (attempt != null && attempt != callback.attempt().number()) {
      return Outcome.PUSH_SEND_ERROR;
    }
    return hasDevices(callback)
        ? send(callback, request.event(), request.data())
        : Outcome.NO_TARGET;
  }

  private Outcome send(Callback callback, PushEvent event, Map<String, String> data) {
    if (event != PushEvent.CALLBACK_AGENT_AVAILABLE) {
      var notice = fields.notice(callback, event, callback.schedule().expiresAt(), data);
      return event == PushEvent.CALLBACK_UPCOMING
          ? outcome(() -> near.tellOnce(notice))
          : outcome(() -> outbox.offer(notice));
    }
    if (!callback.state().isOpen()) {
      return Outcome.PUSH_SEND_ERROR;
    }
    // kept before it is sent: no answer is too quick
    var ends = offers.open(callback, fields.offer(callback));
    var notice = fields.notice(callback, event, ends, data);
    return outcome(() -> outbox.offer(notice));
  }

  @Override
  public Result tryOut(TenantId tenant, @Nullable PushAccount account, String token) {
    var result = notifications.send(
        account,
        new PushNotifications.Message(tenant, token, Map.of("event", "CALLBACK_TEST"), true));
    return result == Result.UNKNOWN ? Result.FAILED : result;
  }

  private static boolean hasDevices(Callback callback) {
    return !callback.booking().details().pushTargets().isEmpty();
  }

  private Outcome outcome(Supplier<CompletableFuture<Boolean>> begin) {
    return wait.on(begin) ? Outcome.PUSH_SENT : Outcome.PUSH_SEND_ERROR;
  }
}
