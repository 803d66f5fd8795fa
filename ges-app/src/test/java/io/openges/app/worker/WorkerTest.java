package io.openges.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong();
  private final Heartbeats heartbeats = new Heartbeats(nanos::get);
  private final AtomicInteger uncaught = new AtomicInteger();
  private final Alarm alarm = new Alarm();
  private final Worker.Surroundings surroundings =
      new Worker.Surroundings(heartbeats, new Backoff(() -> 0.5), uncaught::incrementAndGet);
  private Workers workers = new Workers(List.of(), nanos::get);

  private void start(Step step) {
    workers = new Workers(List.of(new Worker("test", step, alarm, surroundings)), nanos::get);
    workers.start();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void stop() {
    workers.stop(PATIENCE);
  }

  @Test
  void itDoesItsWorkAgainAndAgain() throws InterruptedException {
    var times = new CountDownLatch(3);

    start(() -> {
      times.countDown();
      return Duration.ofNanos(1);
    });

    await(times);
  }

  @Test
  void itsAlarmEndsItsRest() throws InterruptedException {
    var times = new CountDownLatch(2);
    start(() -> {
      times.countDown();
      return Duration.ofHours(1);
    });

    alarm.ring();

    await(times);
  }

  @Test
  void failuresAreFollowedByAPauseAndNeverEndIt() throws InterruptedException {
    var times = new CountDownLatch(3);
    start(() -> {
      times.countDown();
      if (times.getCount() == 2) {
        throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
      }
      throw new IllegalStateException("a failure that the test wants");
    });

    while (!times.await(5, TimeUnit.MILLISECONDS)) {
      alarm.ring();
    }

    assertThat(uncaught.get()).isPositive();
  }

  @Test
  void drainingLetsItFinishWhatItIsDoing() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var ended = new AtomicInteger();
    start(() -> {
      begun.countDown();
      awaitUnchecked(mayEnd);
      ended.incrementAndGet();
      return Duration.ZERO;
    });
    await(begun);

    workers.drain();
    mayEnd.countDown();
    workers.stop(PATIENCE);

    assertThat(ended).hasValue(1);
    assertThat(heartbeats.stuck()).isEmpty();
  }

  @Test
  void aWorkerThatMissesItsBeatForThirtySecondsIsStuck() {
    heartbeats.beat("slow", Duration.ofSeconds(5));

    nanos.addAndGet(Duration.ofSeconds(35).toNanos());
    assertThat(heartbeats.stuck()).isEmpty();

    nanos.addAndGet(1);
    assertThat(heartbeats.stuck()).contains("slow");
  }

  @Test
  void workThatMayTakeLongIsNotStuckBeforeThat() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var work = Periodic.every(Duration.ofHours(1), () -> {
      begun.countDown();
      awaitUnchecked(mayEnd);
    });
    start(work.lasting(Duration.ofMinutes(10)));
    await(begun);

    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    assertThat(heartbeats.stuck()).isEmpty();

    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(heartbeats.stuck()).contains("test");
    mayEnd.countDown();
  }

  @Test
  void pausesAfterFailuresGrowFromOneSecondToTen() {
    var backoff = new Backoff(() -> 0.5);

    assertThat(List.of(backoff.after(1), backoff.after(2), backoff.after(4), backoff.after(99)))
        .containsExactly(
            Duration.ofMillis(1_250),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
  }

  @Test
  void aPeriodicStepKeepsWithinItsJitter() {
    var low = new Periodic(() -> {}, Duration.ofHours(1), 0.1, () -> 0);
    var high = new Periodic(() -> {}, Duration.ofHours(1), 0.1, () -> 1);

    assertThat(low.run()).isEqualTo(Duration.ofMinutes(54));
    assertThat(high.run()).isEqualTo(Duration.ofMinutes(66));
  }

  @Test
  void theLagIsHowMuchLaterThanPlannedItRan() {
    var lag = new SchedulerLag(nanos::get);
    var pause = lag.run();

    nanos.addAndGet(pause.plusMillis(40).toNanos());
    lag.run();

    assertThat(lag.seconds()).isEqualTo(0.04);
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
