package io.openges.usecase;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driven.UnavailableException;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.dispatch.DispatchDue;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GesRunnerTest extends DispatchScene {

  private static final Duration TICK = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final GesRunner.Pace QUICK = new GesRunner.Pace(TICK, TICK, TICK, TICK, DAY);

  private final Recorded dispatch = new Recorded();
  private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void aNodeOverAStoreThatHasSettingsTakesBookings() throws InterruptedException {
    var restarted = engine.otherNode(UnaryOperator.identity());
    assertThat(bookOn(restarted)).isInstanceOf(BookCallback.Outcome.UnknownQueue.class);

    try (var runner = GesRunner.start(restarted, engine.time(), executor, failures::add)) {
      assertThat(runner).isNotNull();
      assertThat(bookOn(restarted)).isInstanceOf(BookCallback.Outcome.Booked.class);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void everythingIsDoneAgainAndAgainAlsoByOneThread() throws InterruptedException {
    var one = Executors.newScheduledThreadPool(1);

    try (var runner = runner(one, QUICK)) {
      runner.start();
      dispatch.await(3, "run", "settle", "followSettings", "followWaitTimes", "purge");
    } finally {
      one.shutdownNow();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void whatFailsIsToldAndTriedAgain() throws InterruptedException {
    var outage = new UnavailableException("test");

    try (var runner = runner(executor, QUICK)) {
      runner.start();
      dispatch.fail = outage;
      assertThat(failures.poll(60, SECONDS)).isSameAs(outage);
      assertThat(failures.poll(60, SECONDS)).isSameAs(outage);
      dispatch.fail = null;
      dispatch.await(3, "run");
    }
  }

  @Test
  void aVoicePlatformThatGivesNoAnswerIsToldFirstAndEachTenthTime() throws InterruptedException {
    dispatch.unheard = 3;

    try (var runner = runner(executor, QUICK)) {
      runner.start();
      dispatch.await(25, "run");
    }
    long rounds = dispatch.count("run");

    assertThat(failures)
        .hasSize((int) ((rounds + 9) / 10))
        .allSatisfy(failure ->
            assertThat(failure).isInstanceOf(UnavailableException.class).hasMessageContaining("3"));
  }

  @Test
  void whoCannotBearToBeToldEndsNothing() throws InterruptedException {
    var told = new CountDownLatch(3);

    try (var runner = new GesRunner(
        ges(),
        engine.time(),
        executor,
        failure -> {
          told.countDown();
          throw new IllegalArgumentException(failure);
        },
        QUICK)) {
      runner.start();
      dispatch.fail = new IllegalStateException("test");
      assertThat(told.await(60, SECONDS)).isTrue();
    }
  }

  @Test
  void nothingIsStartedWhenClaimsCannotBeGivenBack() {
    dispatch.fail = new UnavailableException("test");
    var runner = runner(executor, QUICK);

    assertThatThrownBy(runner::start).isSameAs(dispatch.fail);

    assertThat(executor.shutdownNow()).isEmpty();
    assertThat(dispatch.calls).containsExactly("release");
  }

  @Test
  void claimsAreGivenBackAtTheStartAndLastOfAll() throws InterruptedException {
    var runner = runner(executor, QUICK);
    runner.start();
    dispatch.await(3, "run");

    runner.close();
    runner.close();
    executor.shutdown();

    assertThat(executor.awaitTermination(60, SECONDS)).as("nothing is planned").isTrue();
    assertThat(dispatch.calls).filteredOn("release"::equals).hasSize(2);
    assertThat(dispatch.calls).startsWith("release");
    assertThat(dispatch.calls.lastIndexOf("release"))
        .isGreaterThan(dispatch.calls.lastIndexOf("run"))
        .isGreaterThan(dispatch.calls.lastIndexOf("settle"));
  }

  @Test
  void aLongPurgeIsInterruptedWhenItIsToEnd() throws InterruptedException {
    var purging = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    dispatch.whilePurging = () -> {
      purging.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    };
    var runner = runner(executor, QUICK);
    runner.start();
    assertThat(purging.await(60, SECONDS)).isTrue();

    runner.close();

    assertThat(interrupted.await(60, SECONDS)).isTrue();
  }

  @Test
  void aLongRoundIsInterruptedBeforeClaimsAreGivenBack() throws InterruptedException {
    var settling = new CountDownLatch(1);
    dispatch.whileSettling = () -> {
      settling.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        dispatch.note("interrupted");
      }
    };
    var runner = runner(executor, new GesRunner.Pace(TICK, TICK, TICK, TICK, TICK));
    runner.start();
    assertThat(settling.await(60, SECONDS)).isTrue();

    runner.close();

    assertThat(dispatch.calls)
        .filteredOn(List.of("interrupted", "release")::contains)
        .containsExactly("release", "interrupted", "release");
  }

  @Test
  void settingsThatCannotBeReadAreToldOnceForEachVersion() throws InterruptedException {
    var newer = new SettingsStore.Publication(Map.of("formatVersion", 99), START, "newer release");
    assertThat(engine.stores().rules().publish(Engine.TENANT, 0, newer)).contains(1);

    try (var runner = runner(executor, QUICK)) {
      runner.start();
      assertThat(failures.poll(60, SECONDS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("RULES of " + Engine.TENANT + ", version 1: cannot be read");
      dispatch.await(3, "followSettings");
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void whatShutsTheExecutorDownEndsTheWork() throws InterruptedException {
    var runner = runner(executor, QUICK);
    runner.start();
    dispatch.await(1, "run");

    executor.shutdownNow();

    assertThat(executor.awaitTermination(60, SECONDS)).isTrue();
    runner.close();
  }

  @Test
  void itWakesForTheNextCallbackBeforeItLooksAgain() throws InterruptedException {
    dispatch.wake = START.plusMillis(5);
    var patient = new GesRunner.Pace(DAY, DAY, DAY, DAY, DAY);

    try (var runner = runner(executor, patient)) {
      runner.start();
      dispatch.await(3, "run");
    }
  }

  private GesRunner runner(ScheduledExecutorService threads, GesRunner.Pace pace) {
    return new GesRunner(ges(), engine.time(), threads, failures::add, pace);
  }

  private Ges ges() {
    var ges = engine.ges();
    return new Ges(
        ges.bookCallback(),
        ges.callbacks(),
        ges.questions(),
        ges.administration(),
        dispatch,
        ges.settings());
  }

  private static BookCallback.Outcome bookOn(Ges node) {
    return node.bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            BookCallback.When.NOW,
            BookCallback.Extras.NONE));
  }

  /** Notes what it is asked to do; fails all of it if told to. */
  private static final class Recorded implements DispatchDue {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException fail;
    private volatile @Nullable Instant wake;
    private volatile int unheard;
    private volatile Runnable whilePurging = () -> {};
    private volatile Runnable whileSettling = () -> {};

    void await(int times, String... names) throws InterruptedException {
      for (var name : names) {
        long before = count(name);
        while (count(name) < before + times) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    }

    private long count(String name) {
      return calls.stream().filter(name::equals).count();
    }

    private void note(String name) {
      calls.add(name);
      var failure = fail;
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public Round run() {
      note("run");
      return new Round(unheard, false, unheard, Optional.ofNullable(wake));
    }

    @Override
    public boolean settle() {
      note("settle");
      whileSettling.run();
      return false;
    }

    @Override
    public void release() {
      note("release");
    }

    @Override
    public void followWaitTimes() {
      note("followWaitTimes");
    }

    @Override
    public void followSettings() {
      note("followSettings");
    }

    @Override
    public void purge() {
      note("purge");
      whilePurging.run();
    }
  }
}
