package io.openges.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GraceTest {

  private final AtomicLong nanos = new AtomicLong();

  private Grace grace(int seconds) {
    return new Grace(Duration.ofSeconds(seconds), nanos::get);
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void itBeginsOnce() {
    var grace = grace(25);
    pass(100);
    assertThat(grace.left()).isEqualTo(Duration.ofSeconds(25));

    grace.begin();
    pass(10);
    grace.begin();

    assertThat(grace.left()).isEqualTo(Duration.ofSeconds(15));
    pass(100);
    assertThat(grace.left()).isZero();
  }

  @Test
  void aFifthButNoMoreThanFiveSecondsIsKeptBack() {
    assertThat(grace(25).forWork()).isEqualTo(Duration.ofSeconds(20));
    assertThat(grace(100).forWork()).isEqualTo(Duration.ofSeconds(95));
    assertThat(grace(5).forWork()).isEqualTo(Duration.ofSeconds(4));
    assertThat(grace(0).forWork()).isZero();
  }

  @Test
  @Timeout(30)
  void whatDoesNotEndIsLeftAlone() {
    var grace = grace(25);
    grace.begin();
    pass(25);

    grace.await("what never ends", new CompletableFuture<>());

    assertThat(grace.forWork()).isZero();
  }
}
