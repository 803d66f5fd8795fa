package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Transition;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Attempts that start late, twice or not at all. */
class AttemptTest extends DispatchScene {

  @Test
  void aSessionThatProvablyDidNotStartIsReplacedByTheNextAttempt() {
    var callback = submitted();
    engine.stream().deliver();

    engine.time().advance(Duration.ofMinutes(2));
    engine.dispatch();

    assertThat(current(callback).attempt().number()).isEqualTo(2);
    assertThat(engine.stream().entries()).hasSize(2);
    assertThat(report(callback, 1, QUEUED, "late"))
        .isInstanceOf(ReportSession.Outcome.Refused.class);
    assertThat(report(callback, 2, QUEUED, "new"))
        .isInstanceOf(ReportSession.Outcome.Accepted.class);
  }

  @Test
  void anUnreadEntryIsNeverReplaced() {
    var callback = submitted();

    for (int minute = 0; minute < 10; minute++) {
      engine.time().advance(Duration.ofMinutes(1));
      engine.dispatch();
    }

    assertThat(current(callback).attempt().number()).isEqualTo(1);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void silenceOfTheServersIsNoProof() {
    var callback = submitted();
    engine.stream().deliver();
    engine.sessions().answer(false);

    engine.time().advance(Duration.ofMinutes(10));
    engine.dispatch();

    assertThat(current(callback).attempt().number()).isEqualTo(1);
  }

  @Test
  void threeAttemptsWithoutAStartEndTheCallback() {
    var callback = submitted();

    for (int attempt = 1; attempt <= 3; attempt++) {
      engine.stream().deliver();
      engine.time().advance(Duration.ofMinutes(2));
      engine.dispatch();
    }

    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.SUBMIT_FAILED);
    assertThat(engine.stream().entries()).hasSize(3);
  }

  @Test
  void aLostEntryLeadsToTheNextAttempt() {
    var callback = submitted();
    engine.stream().lose(engine.stream().entries().get(0).id());

    engine.time().advance(Duration.ofMinutes(2));
    engine.dispatch();

    assertThat(current(callback).attempt().number()).isEqualTo(2);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void ofTwoSessionsOfOneAttemptTheSecondIsRefused() {
    var callback = submitted();
    report(callback, 1, QUEUED, "first");

    var second = report(callback, 1, QUEUED, "second");

    assertThat(second)
        .isEqualTo(
            new ReportSession.Outcome.Refused(current(callback), Transition.Refusal.STALE_ATTEMPT));
  }

  @Test
  void aSessionQuickerThanTheConfirmationIsTaken() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));
    engine.time().set(START.plus(Duration.ofHours(1)));
    engine.dispatch();

    assertThat(report(callback, 1, QUEUED, "s-1"))
        .isInstanceOf(ReportSession.Outcome.Accepted.class);
  }

  @Test
  void aReportForACallbackNobodyHandedOverIsRefused() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));

    assertThat(report(callback, 1, QUEUED, "s-1"))
        .isEqualTo(new ReportSession.Outcome.Refused(
            current(callback), Transition.Refusal.ILLEGAL_TRANSITION));
  }
}
