package io.openges.adapter.gws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RenewedTest {

  private static final int CALLERS = 8;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
  private final AtomicInteger fetches = new AtomicInteger();
  private final Renewed<Integer> renewed =
      new Renewed<>(Dependency.GWS_AUTH, this::fetch, nanos::get);

  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile boolean isDown;

  @Test
  void theValueIsKeptUntilItIsDue() {
    assertThat(renewed.get()).isEqualTo(1);

    pass(Duration.ofSeconds(80).minusNanos(1));
    assertThat(renewed.get()).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(renewed.get()).isEqualTo(2);
  }

  @Test
  void aFailedRenewalDoesNoHarmUntilTheValueIsInvalid() {
    renewed.get();
    isDown = true;

    pass(Duration.ofSeconds(80));
    assertThat(renewed.get()).isEqualTo(1);
    pass(Duration.ofSeconds(20));
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(renewed::get);
    isDown = false;
    assertThat(renewed.get()).isGreaterThan(1);
  }

  @Test
  void aFailedRenewalIsTriedAgainAfterTenSeconds() {
    renewed.get();
    isDown = true;
    pass(Duration.ofSeconds(80));
    renewed.get();
    isDown = false;

    pass(Duration.ofSeconds(10).minusNanos(1));
    assertThat(renewed.get()).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(renewed.get()).isEqualTo(3);
  }

  @Test
  void whatWasRejectedIsFetchedAnewOnce() {
    renewed.get();

    renewed.reject(1);
    assertThat(renewed.get()).isEqualTo(2);
    renewed.reject(1);
    assertThat(renewed.get()).isEqualTo(2);
  }

  @Test
  void callersThatNeedItAtTheSameTimeShareOneFetch() throws Exception {
    gate = new CountDownLatch(1);

    try (var callers = new Callers()) {
      callers.start();
      gate.countDown();

      assertThat(callers.results()).hasSize(CALLERS).containsOnly(1);
      assertThat(fetches).hasValue(1);
    }
  }

  @Test
  void whileOneRenewsTheOthersUseTheOldValue() throws Exception {
    renewed.get();
    pass(Duration.ofSeconds(80));
    gate = new CountDownLatch(1);
    var thread = Executors.newSingleThreadExecutor();
    try {
      var renewing = thread.submit(renewed::get);
      while (fetches.get() < 2) {
        Thread.onSpinWait();
      }

      assertThat(renewed.get()).isEqualTo(1);
      gate.countDown();
      assertThat(renewing.get(30, TimeUnit.SECONDS)).isEqualTo(2);
    } finally {
      thread.shutdownNow();
    }
  }

  private Renewed.Fetched<Integer> fetch() {
    int number = fetches.incrementAndGet();
    try {
      assertThat(gate.await(4, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (isDown) {
      throw new DependencyUnavailableException(Dependency.GWS_AUTH, "test");
    }
    return new Renewed.Fetched<>(number, Duration.ofSeconds(80), Duration.ofSeconds(100));
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** Threads that all want the value. */
  private final class Callers implements AutoCloseable {
    private final ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
    private final ArrayList<Future<Integer>> results = new ArrayList<>();

    void start() {
      for (int i = 0; i < CALLERS; i++) {
        results.add(pool.submit(renewed::get));
      }
    }

    List<Integer> results() throws Exception {
      var values = new ArrayList<Integer>();
      for (var result : results) {
        values.add(result.get(30, TimeUnit.SECONDS));
      }
      return values;
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }
}
