package io.openges.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PushModuleTest {

  @Test
  void pushesTakeNoMoreThanTheTimeOfGraceLeaves() {
    var nanos = new AtomicLong();
    var grace = new Grace(Duration.ofSeconds(5), nanos::get);
    var patience = PushModule.times(nanos::get, grace).patience();

    assertThat(patience.get()).isEqualTo(Duration.ofSeconds(4));
    grace.begin();
    nanos.set(Duration.ofSeconds(3).toNanos());
    assertThat(patience.get()).isEqualTo(Duration.ofSeconds(1));
    nanos.set(Duration.ofSeconds(5).toNanos());
    assertThat(patience.get()).isZero();
  }
}
