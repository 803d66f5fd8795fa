package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.testing.Engine;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DoubtTest extends DispatchScene {

  private static final int MANY = 100;

  private Runnable slowness = () -> {};

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

  @Test
  void aSlowPlatformHoldsUpARoundForOneDoubtOnly() {
    var looks = new AtomicInteger();
    var slow = Engine.startingAt(START, stream -> slowly(stream, looks));
    for (int i = 0; i < 20; i++) {
      slow.ges()
          .bookCallback()
          .book(new BookCallback.Command(
              Engine.TENANT,
              Engine.ALWAYS,
              Origin.API,
              PhoneNumber.of("+33123456789"),
              new BookCallback.When(null, false),
              BookCallback.Extras.NONE));
    }
    slow.dispatch();
    slow.stream().deliver();
    slow.time().advance(Duration.ofMinutes(2));
    slow.ges().dispatchDue().run();
    slowness = () -> slow.time().advance(Duration.ofSeconds(7));

    assertThat(slow.ges().dispatchDue().settle()).isTrue();
    assertThat(looks).hasValue(1);
    assertThat(slow.ges().dispatchDue().settle()).isTrue();
    assertThat(looks).hasValue(2);
  }

  private CallSubmission slowly(CallSubmission stream, AtomicInteger looks) {
    return (CallSubmission) Proxy.newProxyInstance(
        CallSubmission.class.getClassLoader(),
        new Class<?>[] {CallSubmission.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("look")) {
            looks.incrementAndGet();
            slowness.run();
          }
          return method.invoke(stream, arguments);
        });
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
