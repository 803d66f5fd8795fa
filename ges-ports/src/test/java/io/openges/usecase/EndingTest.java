package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CompletionReason;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callbacks that are cancelled, expire and are deleted. */
class EndingTest extends DispatchScene {

  @Test
  void cancellingDeletesTheUnreadEntryAndRefusesItsSession() {
    var callback = submitted();

    cancel(callback);
    engine.dispatch();

    assertThat(engine.stream().entries()).isEmpty();
    assertThat(current(callback).progress().revocation()).isNull();
    assertThat(report(callback, 1, QUEUED, "s-1"))
        .isInstanceOf(ReportSession.Outcome.Refused.class);
  }

  @Test
  void cancellingTellsTheSessionUntilItKnows() {
    var callback = submitted();
    engine.stream().deliver();
    engine.sessions().start(callback.key(), 1, "s-1");
    report(callback, 1, QUEUED, "s-1");
    engine.sessions().answer(false);

    cancel(callback);
    engine.dispatch();
    assertThat(engine.sessions().told()).isEmpty();

    engine.sessions().answer(true);
    engine.time().advance(Duration.ofMinutes(1));
    engine.dispatch();
    assertThat(engine.sessions().told()).hasSize(1);
  }

  @Test
  void aCallbackNobodyServedExpires() {
    engine.publish(Map.of(Engine.ALWAYS.value(), rowWith("callbackTtlSeconds", 600)));
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");

    engine.time().advance(Duration.ofMinutes(10));
    engine.dispatch();

    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.EXPIRED_TTL);
  }

  @Test
  void aCallbackAnAgentHandlesDoesNotExpire() {
    engine.publish(Map.of(Engine.ALWAYS.value(), rowWith("callbackTtlSeconds", 600)));
    var callback = submitted();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, PROCESSING, "s-1");

    engine.time().advance(Duration.ofHours(2));
    engine.dispatch();

    assertThat(current(callback).state()).isEqualTo(PROCESSING);
  }

  @Test
  void recordsAreDeletedFourteenDaysAfterTheirDesiredTime() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofDays(14)));
    cancel(callback);

    engine.time().set(START.plus(Duration.ofDays(28)));
    engine.ges().dispatchDue().purge();
    assertThat(engine.ges().callbacks().find().find(callback.key())).isPresent();

    engine.time().advance(Duration.ofMillis(1));
    engine.ges().dispatchDue().purge();
    assertThat(engine.ges().callbacks().find().find(callback.key())).isEmpty();
  }
}
