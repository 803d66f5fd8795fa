package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackState;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoubtTest extends DispatchScene {

  private static final int MANY = 100;

  @Test
  void manySessionsInDoubtDoNotHoldUpWhatIsDue() {
    for (int i = 0; i < MANY; i++) {
      book(Engine.ALWAYS, null);
    }
    engine.dispatch();
    engine.stream().deliver();
    engine.time().advance(Duration.ofMinutes(2));
    book(Engine.ALWAYS, null);

    engine.ges().dispatchDue().run();

    assertThat(engine.stream().entries())
        .as("the one that is due is handed over in the first round")
        .hasSize(MANY + 1);
    assertThat(attempts(2)).as("few of those in doubt are settled in one round").isLessThan(MANY);
  }

  @Test
  void allThatAreInDoubtAreSettledInTheEnd() {
    for (int i = 0; i < MANY; i++) {
      book(Engine.ALWAYS, null);
    }
    engine.dispatch();
    engine.stream().deliver();

    for (int second = 0; second < 60; second++) {
      engine.time().advance(Duration.ofSeconds(second == 0 ? 120 : 1));
      engine.dispatch();
    }

    assertThat(attempts(2)).isEqualTo(MANY);
  }

  private long attempts(int number) {
    return engine.stream().entries().stream()
        .map(entry -> entry.submission().callback().key())
        .distinct()
        .map(key -> engine.ges().callbacks().find().find(key).orElseThrow().callback())
        .filter(callback -> callback.state() == CallbackState.QUEUED)
        .filter(callback -> callback.attempt().number() == number)
        .count();
  }
}
