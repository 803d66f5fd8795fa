package io.openges.domain.dispatch;

import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.Examples.EXPIRY;
import static io.openges.domain.callback.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.callback.Absence;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Examples;
import io.openges.domain.callback.SessionTransitions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification 6.6, rule 7. */
class SessionWatchTest {

  @Test
  void aRunningSessionIsLookedAfterEveryThirtySeconds() {
    var callback = Examples.in(PROCESSING);
    var first = SessionWatch.nextLook(callback, NOW);
    var second = SessionWatch.nextLook(callback, first);

    assertThat(Duration.between(NOW, first))
        .isPositive()
        .isLessThanOrEqualTo(SessionWatch.INTERVAL);
    assertThat(Duration.between(first, second)).isEqualTo(SessionWatch.INTERVAL);
    assertThat(SessionWatch.nextLook(callback, first.plusMillis(1))).isEqualTo(second);
    assertThat(SessionWatch.nextLook(callback, second.minusMillis(1))).isEqualTo(second);
  }

  @Test
  void whatExpiresWakesForItsExpiryIfNoAgentHandlesIt() {
    var shortBefore = EXPIRY.minusMillis(1);

    assertThat(SessionWatch.nextLook(Examples.in(QUEUED), shortBefore)).isEqualTo(EXPIRY);
    assertThat(SessionWatch.nextLook(Examples.in(PROCESSING), EXPIRY)).isAfter(EXPIRY);
  }

  @Test
  void aSessionIsAskedForWhenItHasBeenSilentOrIsMissed() {
    var reported = heard(Examples.in(QUEUED), NOW);
    var due = NOW.plus(SessionWatch.INTERVAL);

    assertThat(SessionWatch.isQuiet(reported, due.minusMillis(1))).isFalse();
    assertThat(SessionWatch.isQuiet(reported, due)).isTrue();
    assertThat(SessionWatch.isQuiet(missing(reported, new Absence(1, NOW)), NOW))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"3,90000,true", "3,89999,false", "2,90000,false", "4,90000,true", "9,89999,false"})
  void aSessionIsLostAfterThreeDenialsOverNinetySeconds(int polls, long millis, boolean lost) {
    assertThat(SessionWatch.isLost(new Absence(polls, NOW), NOW.plusMillis(millis)))
        .isEqualTo(lost);
  }

  @Test
  void denialsAreCountedFromTheFirst() {
    var callback = Examples.in(QUEUED);

    var first = SessionWatch.denied(callback, NOW);
    var second = SessionWatch.denied(missing(callback, first), NOW.plusSeconds(30));

    assertThat(first).isEqualTo(new Absence(1, NOW));
    assertThat(second).isEqualTo(new Absence(2, NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> new Absence(0, NOW));
  }

  @Test
  void aSessionDeniedAtEachLookIsLostWithinTwoMinutes() {
    var callback = Examples.in(PROCESSING);
    var start = SessionWatch.nextLook(callback, NOW);
    var now = start;
    Absence absence;
    do {
      absence = SessionWatch.denied(callback, now);
      callback = missing(callback, absence);
      now = SessionWatch.isLost(absence, now) ? now : SessionWatch.nextLook(callback, now);
    } while (!SessionWatch.isLost(absence, now));

    assertThat(Duration.between(start, now)).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void reportsForgetThatASessionWasMissed() {
    var missed = missing(Examples.in(QUEUED), new Absence(2, NOW));
    var report = Examples.report(CallbackState.ROUTING);

    var transition = SessionTransitions.report(missed, report, NOW);

    assertThat(transition)
        .extracting("after.progress.absence")
        .as("whatever changes the callback begins the count anew")
        .isNull();
  }

  private static Callback missing(Callback callback, Absence absence) {
    var progress = callback.progress();
    return callback.with(
        callback.status(),
        new Callback.Progress(progress.attempt(), progress.revocation(), absence));
  }

  private static Callback heard(Callback callback, Instant at) {
    return callback.with(callback.status().next(callback.state(), null, at), callback.progress());
  }
}
