package io.openges.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnCallTest {

  @Test
  void itWorksUntilNothingIsLeft() {
    var left = new AtomicInteger(2);
    var step = new OnCall(() -> left.getAndDecrement() > 0, Duration.ofMinutes(5));

    assertThat(step.run()).isZero();
    assertThat(step.run()).isZero();
    assertThat(step.run()).isPositive();
    assertThat(step.longest()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aCallEndsItsRest() throws InterruptedException {
    var step = new OnCall(() -> false, Duration.ZERO);
    assertThat(step.alarm().rest(Duration.ZERO)).isFalse();

    step.call();

    assertThat(step.alarm().rest(Duration.ZERO)).isTrue();
  }
}
