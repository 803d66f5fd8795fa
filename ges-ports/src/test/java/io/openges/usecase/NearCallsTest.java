package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Transition;
import io.openges.domain.push.PushEvent;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.push.SendPush;
import io.openges.ports.testing.Engine;
import io.openges.usecase.push.Announcer;
import io.openges.usecase.push.NearCalls;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** That a call is near. */
class NearCallsTest extends PushScene {

  private boolean wasShort;

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
    shortWait();
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

  @Test
  void waitsAreAskedForAtOnceAndOnlyWhereSomebodyWaits() {
    var asked = new CopyOnWriteArrayList<String>();
    var waits = (WaitTimes) Proxy.newProxyInstance(
        WaitTimes.class.getClassLoader(),
        new Class<?>[] {WaitTimes.class},
        (self, method, arguments) -> {
          asked.add(method.getName());
          return method.invoke(engine.waitTimes(), arguments);
        });
    var here = new NearCalls(
        new AtOnce(),
        stores(engine.stores().callbacks(), engine.stores().queries(), waits),
        engine.ges().settings(),
        engine.time());
    here.followQueues();
    assertThat(asked).as("nobody waits").isEmpty();

    var row = Engine.row("always", 2);
    row.put("pushNotificationThresholdMinutes", 5);
    var other = new QueueName("VQ_Other");
    var third = new QueueName("VQ_Third");
    engine.publish(Map.of(Engine.ALWAYS.value(), row, other.value(), row, third.value(), row));
    book("device");
    book(other, "another");
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(60));
    engine.waitTimes().set(Engine.TENANT, other, WaitTime.ofSeconds(60));
    int before = engine.waitTimes().asked();
    here.followQueues();

    assertThat(asked).containsOnlyOnce("readAll").doesNotContain("read");
    assertThat(engine.waitTimes().asked() - before).as("queues").isEqualTo(2);
    assertThat(devices.sent()).hasSize(2);
  }

  @Test
  void thatACallIsNearIsToldOnceWhoeverAsks() {
    var near = near();
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(60));
    var first = book("asked-for");
    assertThat(upcoming(first)).contains(SendPush.Outcome.PUSH_SENT);
    near.followQueues();
    assertThat(devices.sent()).extracting(message -> message.token()).containsExactly("asked-for");

    var second = book("found");
    near.followQueues();
    assertThat(devices.sent()).hasSize(2);
    assertThat(upcoming(second)).contains(SendPush.Outcome.PUSH_SENT);
    assertThat(upcoming(first)).contains(SendPush.Outcome.PUSH_SENT);
    assertThat(devices.sent()).hasSize(2);
  }

  @Test
  void whatASessionAsksForWithoutAPlaceIsToldLater() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(60));
    var callback = book("device");
    hasPlace = false;
    assertThat(upcoming(callback)).contains(SendPush.Outcome.PUSH_SEND_ERROR);
    hasPlace = true;

    near.followQueues();

    assertThat(devices.sent()).hasSize(1);
  }

  @Test
  void nobodyIsSaidToBeToldBeforeTheStoreHasAnswered() {
    var callback = book("device");
    var meanwhile = new AtomicReference<Runnable>(() -> {});
    var known = stores();
    var silent = new Announcer.Stores(
        known.callbacks(), known.queries(), silentAfter(meanwhile), known.waitTimes());
    var there =
        announcer(new NearCalls(new AtOnce(), silent, engine.ges().settings(), engine.time()));
    var asked = new SendPush.Request(PushEvent.CALLBACK_UPCOMING, Map.of(), null);
    ThrowingCallable ask = () -> there.send(callback.key(), asked);
    meanwhile.set(() -> assertThatThrownBy(ask).isInstanceOf(DependencyUnavailableException.class));

    assertThatThrownBy(ask).isInstanceOf(DependencyUnavailableException.class);
    assertThatThrownBy(ask).isInstanceOf(DependencyUnavailableException.class);

    assertThat(devices.sent()).isEmpty();
  }

  /** The first call does something before it fails. */
  private static PushMarks silentAfter(AtomicReference<Runnable> first) {
    return new PushMarks() {
      @Override
      public boolean set(CallbackKey callback, String mark, Instant at) {
        first.getAndSet(() -> {}).run();
        throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
      }

      @Override
      public Set<String> of(CallbackKey callback) {
        return Set.of();
      }
    };
  }

  private Optional<SendPush.Outcome> upcoming(Callback callback) {
    return send(callback, PushEvent.CALLBACK_UPCOMING, null);
  }

  private static Callback withWait(Callback callback, int seconds) {
    var session = new Attempt.Session("s", null, 1, null, seconds);
    return callback.with(
        callback.status(), new Callback.Progress(callback.attempt().heardFrom(session), null));
  }
}
