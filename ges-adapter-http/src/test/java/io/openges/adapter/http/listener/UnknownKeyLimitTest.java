package io.openges.adapter.http.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnknownKeyLimitTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final UnknownKeyLimit limit = new UnknownKeyLimit(2, nanos::get);

  @Test
  void theWindowSlides() {
    assertThat(limit.count("a")).isZero();
    after(Duration.ofSeconds(30));
    assertThat(limit.count("a")).isZero();
    assertThat(limit.count("a")).isEqualTo(31);
    after(Duration.ofSeconds(30));
    assertThat(limit.count("a")).isZero();
    assertThat(limit.count("a")).isEqualTo(31);
  }

  @Test
  void lookingCountsNothing() {
    limit.count("a");
    assertThat(limit.wait("a")).isZero();
    assertThat(limit.wait("b")).isZero();

    limit.count("a");

    assertThat(limit.wait("a")).isEqualTo(61);
    after(Duration.ofMinutes(1));
    assertThat(limit.wait("a")).isZero();
  }

  @Test
  void addressesAreCountedApart() {
    limit.count("a");
    limit.count("a");

    assertThat(limit.count("a")).isPositive();
    assertThat(limit.count("b")).isZero();
  }

  @Test
  void manyAddressesAreForgottenInTime() {
    for (int i = 0; i < 25_000; i++) {
      assertThat(limit.count("a" + i)).isZero();
    }
  }

  private void after(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
