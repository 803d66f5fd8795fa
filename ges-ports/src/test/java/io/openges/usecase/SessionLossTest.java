package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.SessionReport;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Specification 6.6, rule 7: a session that is denied three times over 90 seconds is lost. */
class SessionLossTest extends DispatchScene {

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "ROUTING", "PROCESSING"})
  void aSessionThatVanishesEndsItsCallback(CallbackState state) {
    var callback = running(state);
    engine.sessions().end("s-1");

    pass(Duration.ofSeconds(90));
    assertThat(current(callback).state()).as("too soon").isEqualTo(state);

    pass(Duration.ofSeconds(60));
    assertThat(current(callback).state()).isEqualTo(COMPLETED);
    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.SESSION_LOST);
    assertThat(current(callback).progress().revocation()).isNull();
    assertThat(report(callback, PROCESSING)).isInstanceOf(ReportSession.Outcome.Refused.class);
    assertThat(engine.stream().entries()).as("it is never handed over again").hasSize(1);
  }

  @Test
  void aSessionThatRunsIsLeftAlone() {
    var callback = running(PROCESSING);
    var before = current(callback).status();

    pass(Duration.ofHours(1));

    assertThat(current(callback).status()).isEqualTo(before);
    assertThat(engine.sessions().asked()).isBetween(110, 120);
  }

  @Test
  void aSessionThatReportsIsNotMissedAnyMore() {
    var callback = running(QUEUED);
    engine.sessions().end("s-1");
    pass(Duration.ofSeconds(110));

    report(callback, ROUTING);

    assertThat(current(callback).progress().absence()).isNull();
    pass(Duration.ofSeconds(85));
    assertThat(current(callback).state()).isEqualTo(ROUTING);
  }

  @Test
  void aSessionThatIsFoundAgainIsNotMissedAnyMore() {
    var callback = running(PROCESSING);
    engine.sessions().end("s-1");
    pass(Duration.ofSeconds(110));
    engine.sessions().start(callback.key(), 1, "s-1");

    pass(Duration.ofSeconds(60));

    assertThat(current(callback).progress().absence()).isNull();
    engine.sessions().end("s-1");
    pass(Duration.ofSeconds(85));
    assertThat(current(callback).state()).isEqualTo(PROCESSING);
  }

  @Test
  void silenceIsNoProof() {
    var callback = running(PROCESSING);
    engine.sessions().end("s-1");
    engine.sessions().answer(false);

    pass(Duration.ofHours(1));

    assertThat(current(callback).state()).isEqualTo(PROCESSING);
  }

  @Test
  void aSessionThatReportsOftenIsNeverAskedFor() {
    var callback = running(QUEUED);

    for (int report = 0; report < 10; report++) {
      pass(Duration.ofSeconds(20));
      position(callback, report);
    }

    assertThat(engine.sessions().asked()).isZero();
  }

  @Test
  void aSessionOfAQueueThatIsGoneIsFollowedToo() {
    var callback = running(PROCESSING);
    engine.publish(Map.of(Engine.OFFICE.value(), Engine.row("paris", 3)));
    engine.sessions().end("s-1");

    pass(Duration.ofSeconds(150));

    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.SESSION_LOST);
  }

  @Test
  void manySilentSessionsAreAllAskedForWithoutHoldingUpWhatIsDue() {
    for (int i = 0; i < 100; i++) {
      var callback = book(Engine.ALWAYS, null);
      engine.dispatch();
      report(callback, QUEUED);
    }
    engine.time().advance(Duration.ofMinutes(1));
    var due = book(Engine.ALWAYS, null);

    engine.ges().dispatchDue().run();
    assertThat(engine.stream().entries())
        .extracting(entry -> entry.submission().callback().key())
        .contains(due.key());
    assertThat(engine.sessions().asked()).isZero();

    engine.dispatch();
    assertThat(engine.sessions().asked()).isEqualTo(100);
  }

  private Callback running(CallbackState state) {
    var callback = book(Engine.ALWAYS, null);
    engine.dispatch();
    engine.stream().deliver();
    engine.sessions().start(callback.key(), 1, "s-1");
    report(callback, QUEUED);
    if (state != QUEUED) {
      report(callback, state);
    }
    return callback;
  }

  /** Lets time go by, with a round of dispatch every second. */
  private void pass(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      engine.time().advance(Duration.ofSeconds(1));
      engine.dispatch();
    }
  }

  private ReportSession.Outcome report(Callback callback, CallbackState state) {
    return report(
        callback, new SessionReport.Change(state, null, null), SessionReport.Standing.UNKNOWN);
  }

  private void position(Callback callback, int position) {
    report(
        callback,
        new SessionReport.Change(QUEUED, null, null),
        new SessionReport.Standing(position, null));
  }

  private ReportSession.Outcome report(
      Callback callback, SessionReport.Change change, SessionReport.Standing standing) {
    var report =
        new SessionReport(1, null, change, new SessionReport.Reporter("s-1", null), standing, null);
    return engine.ges().callbacks().report().report(callback.key(), report);
  }
}
