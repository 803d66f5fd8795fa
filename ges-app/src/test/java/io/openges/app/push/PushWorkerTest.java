package io.openges.app.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.ports.memory.InMemoryPushMarks;
import io.openges.ports.memory.InMemorySealing;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import io.openges.usecase.credential.KeptCredential;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.push.PushDelivery;
import io.openges.usecase.push.PushNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PushWorkerTest {

  private static final long PATIENCE_SECONDS = 60;

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-04T09:00:00Z"));
  private final Callback callback = Callbacks.immediate().build();
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private volatile Runnable onTry = () -> {};
  private volatile boolean deliveryFails;
  private final List<Boolean> counted = new CopyOnWriteArrayList<>();
  private final AtomicInteger uncaught = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final PushWorker worker = new PushWorker(
      this::delivery,
      (tenant, isSent) -> counted.add(isSent),
      new PushWorker.Times(
          Duration.ofMillis(1), () -> Duration.ofSeconds(PATIENCE_SECONDS), nanos::get),
      uncaught::incrementAndGet);

  @AfterEach
  void stop() {
    worker.close();
  }

  @Test
  void whatMayBeTakenLaterIsTriedThreeTimes() throws Exception {
    results.addAll(List.of(Result.FAILED, Result.FAILED, Result.SENT));
    assertThat(told(notice())).isTrue();

    results.addAll(List.of(Result.FAILED, Result.FAILED, Result.FAILED, Result.SENT));
    assertThat(told(notice())).isFalse();

    assertThat(counted).containsExactly(true, false);
    assertThat(results).containsExactly(Result.SENT);
  }

  @Test
  void afterAMinuteThereIsNoOtherTry() throws Exception {
    results.addAll(List.of(Result.FAILED, Result.FAILED, Result.SENT));
    onTry = () -> nanos.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThat(told(notice())).isFalse();

    assertThat(results).containsExactly(Result.SENT);
    assertThat(counted).containsExactly(false);
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() throws Exception {
    results.addAll(List.of(Result.REFUSED, Result.SENT));

    assertThat(told(notice())).isFalse();

    assertThat(results).hasSize(1);
  }

  @Test
  void whatMayHaveBeenTakenIsNotTriedAgain() throws Exception {
    results.addAll(List.of(Result.UNKNOWN, Result.SENT));

    assertThat(told(notice())).isFalse();

    assertThat(results).hasSize(1);
    assertThat(counted).containsExactly(false);
  }

  @Test
  void moreThanCanWaitIsDroppedAtOnceAndNotEvenDecided() {
    var release = new CountDownLatch(1);
    onTry = () -> await(release);
    for (int i = 0; i < PushWorker.MOST_WAITING; i++) {
      var unused = worker.offer(notice());
    }
    var asked = new AtomicInteger();

    var told = worker.offer(notice());
    var decided = worker.decide(() -> {
      asked.incrementAndGet();
      return Optional.of(notice());
    });

    assertThat(told).isCompletedWithValue(false);
    assertThat(counted).containsExactly(false);
    assertThat(decided).isEmpty();
    assertThat(asked).hasValue(0);
    release.countDown();
  }

  @Test
  void whatIsToBeLookedAtTakesNoPlaceOfPushes() {
    var release = new CountDownLatch(1);
    int taken = 0;
    while (worker.run(() -> await(release))) {
      taken++;
    }
    assertThat(taken).isPositive();

    var told = worker.offer(notice());
    release.countDown();

    assertThat(told).succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS)).isEqualTo(true);
  }

  @Test
  void whatIsDecidedIsSentAndTheRestGivesItsPlaceBack() {
    for (int i = 0; i < PushWorker.MOST_WAITING + 1; i++) {
      assertThat(worker.decide(Optional::empty))
          .hasValueSatisfying(none -> assertThat(none).isCompletedWithValue(false));
      assertThatThrownBy(() -> worker.decide(() -> {
            throw new IllegalStateException("of the caller");
          }))
          .hasMessage("of the caller");
    }
    var told = worker.decide(() -> Optional.of(notice()));

    worker.close();

    assertThat(told).hasValueSatisfying(it -> assertThat(it).isCompletedWithValue(true));
    assertThat(counted).containsExactly(true);
  }

  @Test
  void whatWaitsAtTheEndIsStillSent() {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    for (int i = 0; i < 4; i++) {
      worker.run(() -> {
        begun.countDown();
        await(release);
      });
    }
    await(begun);
    results.add(Result.SENT);
    var told = worker.offer(notice());
    var closing = new Thread(worker::close);
    closing.start();
    // from here on nothing is taken any more
    while (!worker.isClosing()) {
      Thread.onSpinWait();
    }
    release.countDown();

    assertThat(told).succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS)).isEqualTo(true);
    assertThat(counted).containsExactly(true);
  }

  @Test
  void whatIsLeftAtTheEndIsCounted() {
    var impatient = new PushWorker(
        this::delivery,
        (tenant, isSent) -> counted.add(isSent),
        new PushWorker.Times(Duration.ofHours(1), () -> Duration.ZERO, nanos::get),
        uncaught::incrementAndGet);
    var tried = new CountDownLatch(1);
    onTry = tried::countDown;
    results.add(Result.FAILED);
    var told = impatient.offer(notice());
    await(tried);

    impatient.close();

    assertThat(told).succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS)).isEqualTo(false);
    assertThat(counted).containsExactly(false);
  }

  @Test
  void afterTheEndNothingIsTakenAndNothingDecided() {
    worker.close();

    assertThat(worker.offer(notice())).isCompletedWithValue(false);
    assertThat(worker.decide(() -> {
          throw new AssertionError("decided");
        }))
        .isEmpty();
  }

  @Test
  void whatIsDecidedWhileTheEndBeginsIsSent() {
    var told = worker.decide(() -> {
      worker.close();
      return Optional.of(notice());
    });

    assertThat(told).isPresent();
    assertThat(counted).containsExactly(true);
  }

  @Test
  void whatNobodyForesawIsCountedAndKeepsNoOtherDeviceFromBeingTold() throws Exception {
    onTry = () -> {
      onTry = () -> {};
      throw new IllegalStateException("a customer's data");
    };

    assertThat(told(notice("device", "other"))).isTrue();

    assertThat(counted).containsExactly(false, true);
    assertThat(uncaught).hasValue(1);
  }

  @Test
  void whoAsksIsToldThoughNobodyForesawWhy() throws Exception {
    deliveryFails = true;

    assertThat(told(notice())).isFalse();

    assertThat(counted).containsExactly(false);
    assertThat(uncaught).hasValue(1);
  }

  @Test
  void noLogQuotesWhatNobodyForesaw() {
    var thrown = new IllegalStateException("a customer's", new NullPointerException("data"));

    assertThat(Unforeseen.describe(thrown))
        .contains("IllegalStateException at ", " caused by java.lang.NullPointerException at ")
        .contains(PushWorkerTest.class.getName())
        .doesNotContain("customer", "data");
  }

  @Test
  void whoeverOffersDoesNotWaitForFirebase() {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    onTry = () -> {
      begun.countDown();
      await(release);
    };

    // would not return if it waited, for nothing is released before
    var told = worker.offer(notice());
    await(begun);
    assertThat(told).isNotDone();
    release.countDown();

    assertThat(told).succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS)).isEqualTo(true);
  }

  private boolean told(PushNotice notice) throws Exception {
    return worker.offer(notice).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private PushNotice notice() {
    return notice("device");
  }

  private PushNotice notice(String... devices) {
    return new PushNotice(
        callback.key(),
        Stream.of(devices).map(device -> new PushTarget("FCM", device)).toList(),
        PushEvent.CALLBACK_FAILED,
        Map.of());
  }

  private PushDelivery delivery() {
    if (deliveryFails) {
      throw new IllegalStateException("a customer's data");
    }
    var vault =
        new Vault(new InMemoryCredentialStore(), Optional.of(new InMemorySealing()), engine.time());
    var accounts = KeptCredential.push(vault);
    accounts.put(callback.key().tenant(), new PushAccount("p", "e", "k"));
    PushNotifications scripted = (account, message) -> {
      onTry.run();
      return Optional.ofNullable(results.poll()).orElse(Result.SENT);
    };
    return new PushDelivery(accounts, scripted, new InMemoryPushMarks(), engine.time());
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("not released");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
