package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.domain.callback.UserData;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.push.PushNotifications.Result;
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
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private final Engine engine = Engine.startingAt(START);
  private final InMemoryPushNotifications devices = new InMemoryPushNotifications();
  private final InMemoryPushMarks marks = new InMemoryPushMarks();
  private final Vault vault =
      new Vault(new InMemoryCredentialStore(), Optional.of(new InMemorySealing()), engine.time());
  private final PushDelivery delivery =
      new PushDelivery(KeptCredential.push(vault), devices, marks, engine.time());
  private final Offers offers = new Offers(
      new InMemoryPushOffers(),
      engine.stores().callbacks(),
      engine.sessions(),
      () -> {},
      engine.time());
  private final NearCalls near = near();
  private final Announcer announcer = announcer(near);
  private boolean wasShort;
  private boolean hasPlace = true;

  @BeforeEach
  void prepare() {
    KeptCredential.push(vault).put(Engine.TENANT, new PushAccount("p", "e", "k"));
    var row = Engine.row("always", 2);
    row.put("pushNotificationThresholdMinutes", 5);
    row.put("callInGroup", "group");
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
  }

  @Test
  void aShortWaitIsToldOnceOverAllNodes() {
    var callback = book("device");
    for (int seconds : new int[] {360, 300, 299, 420, 240}) {
      engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(seconds));
      near().followQueues();
      near.followQueues();
      assertThat(devices.sent()).as(seconds + " s").hasSize(told(seconds));
    }
    assertThat(devices.sent()).singleElement().satisfies(message -> {
      assertThat(message.token()).isEqualTo("device");
      assertThat(message.data())
          .containsEntry("event", "CALLBACK_UPCOMING")
          .containsEntry("callbackId", callback.key().id().toString())
          .containsEntry("serviceName", "VQ_Always")
          .containsEntry("desiredTime", "2031-03-04T09:00:00.000Z")
          .containsEntry("groupName", "group")
          .containsEntry("ewt", "299")
          .containsKey("expirationTime");
    });
  }

  /** Once it was short, it has been told. */
  private int told(int seconds) {
    wasShort |= seconds < 300;
    return wasShort ? 1 : 0;
  }

  @Test
  void whatFindsNoPlaceIsNotDecidedButToldLater() {
    shortWait();
    miss(announcer, book("device"));
    hasPlace = false;
    near.followQueues();
    hasPlace = true;
    assertThat(devices.sent()).isEmpty();

    near().followQueues();
    near.followQueues();

    assertThat(devices.sent()).hasSize(1);
  }

  @Test
  void whatWasMissedIsLookedAtThoughQueuesCannotBeRead() {
    shortWait();
    var here = new NearCalls(
        new AtOnce(),
        stores(engine.stores().callbacks(), silent(CallbackQueries.class)),
        engine.ges().settings(),
        engine.time());
    miss(announcer(here), book("device"));

    assertThatThrownBy(here::followQueues).isInstanceOf(DependencyUnavailableException.class);

    assertThat(devices.sent()).hasSize(1);
  }

  @Test
  void queuesAreReadThoughWhatWasMissedCannotBe() {
    shortWait();
    var here = new NearCalls(
        new AtOnce(),
        stores(silent(CallbackStore.class), engine.stores().queries()),
        engine.ges().settings(),
        engine.time());
    miss(announcer(here), book("device"));

    assertThatThrownBy(here::followQueues).isInstanceOf(DependencyUnavailableException.class);

    assertThat(devices.sent()).hasSize(1);
  }

  private void shortWait() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(60));
    for (var mode : QueueSettings.WaitTimeMode.values()) {
      engine.waitTimes().read(Engine.TENANT, Engine.ALWAYS, mode);
    }
  }

  private void miss(Announcer there, Callback callback) {
    hasPlace = false;
    there.committed(new Transition.Changed(callback, callback, List.of()));
    hasPlace = true;
  }

  private static <T> T silent(Class<T> port) {
    return port.cast(Proxy.newProxyInstance(
        port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
          throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
        }));
  }

  @Test
  void anUnknownWaitIsNotShort() {
    book("device");
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.UNAVAILABLE);

    near.followQueues();

    assertThat(devices.sent()).isEmpty();
  }

  @Test
  void theSessionKnowsTheWaitBetterThanItsQueue() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(60));
    near.followQueues();
    var silent = book("silent");
    var patient = withWait(book("patient"), 360);
    var near = withWait(book("near"), 299);

    for (var callback : List.of(patient, near, silent)) {
      announcer.committed(new Transition.Changed(callback, callback, List.of()));
    }

    assertThat(devices.sent())
        .extracting(message -> message.token() + " " + message.data().get("ewt"))
        .containsExactly("near 299", "silent 60");
  }

  private static Callback withWait(Callback callback, int seconds) {
    var session = new Attempt.Session("s", null, 1, null, seconds);
    return callback.with(
        callback.status(), new Callback.Progress(callback.attempt().heardFrom(session), null));
  }

  @Test
  void customersAreToldWhatOthersDo() {
    var callback = book("device");

    announcer.committed(cancelled(callback, CompletionReason.CANCELLED, Actor.CUSTOMER));
    assertThat(events()).isEmpty();
    announcer.committed(
        cancelled(callback, CompletionReason.CANCELLED_BY_OPERATOR, Actor.OPERATOR));
    announcer.committed(cancelled(callback, CompletionReason.SUBMIT_FAILED, Actor.GES));
    announcer.committed(cancelled(callback, CompletionReason.AGENT_CONNECTED, Actor.ORS));
    assertThat(events()).containsExactly("CALLBACK_CANCELLED", "CALLBACK_FAILED");
  }

  @Test
  void aDeviceThatIsNotReachedAnyMoreIsDropped() {
    var callback = book("gone", "here");
    devices.answer("gone", Result.UNREGISTERED);

    assertThat(send(callback)).contains(SendPush.Outcome.PUSH_SENT);

    var notice = new PushNotice(
        callback.key(),
        callback.booking().details().pushTargets(),
        PushEvent.CALLBACK_FAILED,
        Map.of());
    assertThat(delivery.devices(notice)).extracting(PushTarget::target).containsExactly("here");
  }

  @Test
  void whatIsAskedForIsSentOrNot() {
    assertThat(send(book())).contains(SendPush.Outcome.NO_TARGET);
    var callback = book("device");
    devices.answer("device", Result.REFUSED);
    assertThat(send(callback)).contains(SendPush.Outcome.PUSH_SEND_ERROR);
  }

  @Test
  void ofAnAttemptThatIsOverNobodyIsTold() {
    var callback = book("device");

    assertThat(send(callback, 2)).contains(SendPush.Outcome.PUSH_SEND_ERROR);
    assertThat(devices.sent()).isEmpty();
    assertThat(send(callback, 1)).contains(SendPush.Outcome.PUSH_SENT);
  }

  private Optional<SendPush.Outcome> send(Callback callback) {
    return send(callback, null);
  }

  private Optional<SendPush.Outcome> send(Callback callback, @Nullable Integer attempt) {
    var more = Map.of("event", "x", "more", "y");
    return announcer.send(
        callback.key(), new SendPush.Request(PushEvent.CALLBACK_AGENT_AVAILABLE, more, attempt));
  }

  private List<String> events() {
    return devices.sent().stream().map(message -> message.data().get("event")).toList();
  }

  private static Transition.Changed cancelled(
      Callback callback, CompletionReason reason, Actor actor) {
    return (Transition.Changed) Transitions.cancel(callback, reason, actor, START);
  }

  private Callback book(String... tokens) {
    var none = Booking.Details.NONE;
    var targets =
        List.of(tokens).stream().map(token -> new PushTarget("FCM", token)).toList();
    var details = new Booking.Details(none.offer(), none.routing(), targets, UserData.NONE);
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            BookCallback.When.NOW,
            new BookCallback.Extras(details, null)));
    var callback = ((BookCallback.Outcome.Booked) outcome).callback();
    assertThat(callback.state()).isEqualTo(CallbackState.QUEUED);
    return callback;
  }

  private NearCalls near() {
    return new NearCalls(new AtOnce(), stores(), engine.ges().settings(), engine.time());
  }

  private Announcer announcer(NearCalls near) {
    return new Announcer(
        new AtOnce(),
        stores(),
        engine.ges().settings(),
        new Announcer.Parts(near, offers),
        devices);
  }

  private Announcer.Stores stores() {
    return stores(engine.stores().callbacks(), engine.stores().queries());
  }

  private Announcer.Stores stores(CallbackStore callbacks, CallbackQueries queries) {
    return new Announcer.Stores(callbacks, queries, marks, engine.waitTimes());
  }

  /** Delivers everything on the spot, once. */
  private final class AtOnce implements PushOutbox {

    @Override
    public CompletableFuture<Boolean> offer(PushNotice notice) {
      boolean told = false;
      for (var device : delivery.devices(notice)) {
        told |= delivery.attempt(notice, device) == Result.SENT;
      }
      return CompletableFuture.completedFuture(told);
    }

    @Override
    public boolean decide(Supplier<Optional<PushNotice>> decision) {
      if (!hasPlace) {
        return false;
      }
      decision.get().ifPresent(notice -> {
        var unused = offer(notice);
      });
      return true;
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
