package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.UserData;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.push.SendPush;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.ports.memory.InMemoryPushMarks;
import io.openges.ports.memory.InMemoryPushNotifications;
import io.openges.ports.memory.InMemoryPushOffers;
import io.openges.ports.memory.InMemorySealing;
import io.openges.ports.testing.Engine;
import io.openges.usecase.credential.KeptCredential;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.push.Announcer;
import io.openges.usecase.push.NearCalls;
import io.openges.usecase.push.Offers;
import io.openges.usecase.push.PushDelivery;
import io.openges.usecase.push.PushNotice;
import io.openges.usecase.push.PushOutbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What tests of pushes do, on the engine in memory; everything is delivered at once. */
abstract class PushScene {

  static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  final Engine engine = Engine.startingAt(START);
  final InMemoryPushNotifications devices = new InMemoryPushNotifications();
  private final InMemoryPushMarks marks = new InMemoryPushMarks();
  private final Vault vault =
      new Vault(new InMemoryCredentialStore(), Optional.of(new InMemorySealing()), engine.time());
  final PushDelivery delivery =
      new PushDelivery(KeptCredential.push(vault), devices, marks, engine.time());
  private final Offers offers = new Offers(
      new InMemoryPushOffers(),
      engine.stores().callbacks(),
      engine.sessions(),
      () -> {},
      engine.time());
  final NearCalls near = near();
  final Announcer announcer = announcer(near);
  boolean hasPlace = true;

  @BeforeEach
  void prepare() {
    KeptCredential.push(vault).put(Engine.TENANT, new PushAccount("p", "e", "k"));
    var row = Engine.row("always", 2);
    row.put("pushNotificationThresholdMinutes", 5);
    row.put("callInGroup", "group");
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
  }

  Optional<SendPush.Outcome> send(Callback callback) {
    return send(callback, null);
  }

  Optional<SendPush.Outcome> send(Callback callback, @Nullable Integer attempt) {
    return send(callback, PushEvent.CALLBACK_AGENT_AVAILABLE, attempt);
  }

  Optional<SendPush.Outcome> send(Callback callback, PushEvent event, @Nullable Integer attempt) {
    var more = Map.of("event", "x", "more", "y");
    return announcer.send(callback.key(), new SendPush.Request(event, more, attempt));
  }

  Callback book(String... tokens) {
    return book(Engine.ALWAYS, tokens);
  }

  Callback book(QueueName queue, String... tokens) {
    var none = Booking.Details.NONE;
    var targets =
        List.of(tokens).stream().map(token -> new PushTarget("FCM", token)).toList();
    var details = new Booking.Details(none.offer(), none.routing(), targets, UserData.NONE);
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            queue,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            BookCallback.When.NOW,
            new BookCallback.Extras(details, null)));
    var callback = ((BookCallback.Outcome.Booked) outcome).callback();
    assertThat(callback.state()).isEqualTo(CallbackState.QUEUED);
    return callback;
  }

  NearCalls near() {
    return new NearCalls(new AtOnce(), stores(), engine.ges().settings(), engine.time());
  }

  Announcer announcer(NearCalls near) {
    return new Announcer(
        new AtOnce(),
        stores(),
        engine.ges().settings(),
        new Announcer.Parts(near, offers),
        devices);
  }

  Announcer.Stores stores() {
    return stores(engine.stores().callbacks(), engine.stores().queries());
  }

  Announcer.Stores stores(CallbackStore callbacks, CallbackQueries queries) {
    return stores(callbacks, queries, engine.waitTimes());
  }

  Announcer.Stores stores(CallbackStore callbacks, CallbackQueries queries, WaitTimes waitTimes) {
    return new Announcer.Stores(callbacks, queries, marks, waitTimes);
  }

  /** Delivers everything on the spot, once. */
  final class AtOnce implements PushOutbox {

    @Override
    public CompletableFuture<Boolean> offer(PushNotice notice) {
      boolean told = false;
      for (var device : delivery.devices(notice)) {
        told |= delivery.attempt(notice, device) == Result.SENT;
      }
      return CompletableFuture.completedFuture(told);
    }

    @Override
    public Optional<CompletableFuture<Boolean>> decide(Supplier<Optional<PushNotice>> decision) {
      return hasPlace
          ? Optional.of(decision
              .get()
              .map(this::offer)
              .orElseGet(() -> CompletableFuture.completedFuture(false)))
          : Optional.empty();
    }

    @Override
    public boolean run(Runnable task) {
      if (hasPlace) {
        task.run();
      }
      return hasPlace;
    }
  }
}
