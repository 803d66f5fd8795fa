package io.openges.app.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DropsTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<Long> told = new ArrayList<>();
  private final Drops drops = new Drops(nanos::get, told::add);

  @Test
  void theFirstIsToldAtOnceAndAllOthersOnceAMinute() {
    for (int i = 0; i < 9; i++) {
      drops.add();
    }
    assertThat(told).containsExactly(1L);

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    drops.add();
    drops.add();

    assertThat(told).containsExactly(1L, 9L);
  }
}
