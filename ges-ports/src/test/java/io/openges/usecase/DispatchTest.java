package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.PROCESSING;
import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.ROUTING;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CompletionReason;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DispatchTest extends DispatchScene {

  @Test
  void anImmediateCallbackIsHandedOverAtOnceAndFollowedToItsEnd() {
    var callback = book(Engine.ALWAYS, null);
    assertThat(callback.state()).isEqualTo(QUEUED);

    engine.dispatch();
    report(callback, 1, QUEUED, "s-1");
    report(callback, 1, ROUTING, "s-1");
    report(callback, 1, PROCESSING, "s-1");
    var last = report(callback, 1, COMPLETED, "s-1");

    assertThat(last).isInstanceOf(ReportSession.Outcome.Accepted.class);
    assertThat(current(callback).status().reason()).isEqualTo(CompletionReason.AGENT_CONNECTED);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void aScheduledCallbackIsPromotedEarlierByWaitAndBuffer() {
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(300));
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));

    engine.time().set(START.plus(Duration.ofHours(1)).minusSeconds(421));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);

    engine.time().advance(Duration.ofSeconds(1));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(QUEUED);
    assertThat(engine.stream().entries()).hasSize(1);
  }

  @Test
  void aWaitThatGrowsAfterBookingWakesEarlier() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(1)));
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(1200));

    engine.time().set(START.plus(Duration.ofHours(1)).minusSeconds(1320));
    engine.ges().dispatchDue().followWaitTimes();
    engine.dispatch();

    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void aWaitThatStaysLongWakesEarlierWhatComesIntoReachLater() {
    var callback = book(Engine.ALWAYS, START.plus(Duration.ofHours(3)));
    engine.waitTimes().set(Engine.TENANT, Engine.ALWAYS, WaitTime.ofSeconds(3600));
    var due = START.plus(Duration.ofHours(2)).minusSeconds(120);

    for (var now = START; !now.isAfter(due); now = now.plusSeconds(10)) {
      engine.time().set(now);
      engine.ges().dispatchDue().followWaitTimes();
      engine.dispatch();
    }

    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void nothingIsHandedOverBeforeTheOpening() {
    var opening = Instant.parse("2031-03-05T08:00:00Z");
    var callback = book(Engine.OFFICE, opening);
    engine.waitTimes().set(Engine.TENANT, Engine.OFFICE, WaitTime.ofSeconds(900));
    engine.ges().dispatchDue().followWaitTimes();

    engine.time().set(opening.minusMillis(1));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);

    engine.time().set(opening);
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }

  @Test
  void whatIsDueWhenTheOfficeHasClosedIsHeldUntilTheNextOpening() {
    var callback = book(Engine.OFFICE, Instant.parse("2031-03-04T15:50:00Z"));

    engine.time().set(Instant.parse("2031-03-04T16:00:00Z"));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(SCHEDULED);
    assertThat(current(callback).schedule().expiresAt()).isEqualTo("2031-03-06T08:00:00Z");

    engine.time().set(Instant.parse("2031-03-05T08:00:00Z"));
    engine.dispatch();
    assertThat(current(callback).state()).isEqualTo(QUEUED);
  }
}
