package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoubtTest {

  private static final int MANY = 100;

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-04T09:00:00Z"));

  @Test
  void manySessionsInDoubtDoNotHoldUpWhatIsDue() {
    for (int i = 0; i < MANY; i++) {
      book();
    }
    engine.dispatch();
    engine.stream().deliver();
    engine.time().advance(Duration.ofMinutes(2));
    book();

    engine.ges().dispatchDue().run();

    assertThat(engine.stream().entries())
        .as("the one that is due is handed over in the first round")
        .hasSize(MANY + 1);
    assertThat(attempts(2)).as("few of those in doubt are settled in one round").isLessThan(MANY);
  }

  @Test
  void allThatAreInDoubtAreSettledInTheEnd() {
    for (int i = 0; i < MANY; i++) {
      book();
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

  private void book() {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            BookCallback.When.NOW,
            BookCallback.Extras.NONE));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
  }
}
