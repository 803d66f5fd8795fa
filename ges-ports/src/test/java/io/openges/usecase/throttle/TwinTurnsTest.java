package io.openges.usecase.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.usecase.throttle.TwinTurns.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TwinTurnsTest {

  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1);
  private final AtomicInteger pauses = new AtomicInteger();
  private final TwinTurns turns = new TwinTurns(
      new InMemoryThrottleCounters(),
      new WindowNames(KeyedHash.NONE),
      pauses::incrementAndGet,
      time::get);

  @Test
  void theWaitIsOverAfterItsTimeHoweverSlowlyAnswersCome() {
    try (var wait = turns.begin()) {
      time.addAndGet(Duration.ofSeconds(3).toNanos());
      assertThat(wait.goesOn()).isTrue();
      time.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(wait.goesOn()).isFalse();
    }
    assertThat(pauses).hasValue(1);
  }

  @Test
  void fiftyWaitAndThenOthersTakeTheirPlaces() {
    var waiting = new ArrayList<Wait>();
    for (int i = 0; i < TwinTurns.MOST_WAITING; i++) {
      waiting.add(turns.begin());
    }
    assertThat(waiting).allMatch(Wait::goesOn).allMatch(Wait::goesOn);
    try (var next = turns.begin()) {
      assertThat(next.goesOn()).isFalse();
      waiting.get(0).end();
      waiting.get(0).end();
      assertThat(next.goesOn()).isTrue();
      try (var last = turns.begin()) {
        assertThat(last.goesOn()).isFalse();
      }
    }
    waiting.forEach(Wait::end);
  }
}
