package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.QUEUED;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.Transition;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.ReportSession.Outcome;
import io.openges.ports.testing.Engine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Specification 17.2: whether a session may report at all comes before what it asks for. */
class PutOffTest {

  /** A Tuesday, 10:00 in Paris. */
  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private static final Instant NIGHT = Instant.parse("2031-03-04T22:00:00Z");
  private static final Instant MORNING = Instant.parse("2031-03-05T08:00:00Z");

  private final Engine engine = Engine.startingAt(START);

  @Test
  void aClosedTimeIsRefusedToTheSessionThatHoldsTheCallback() {
    var callback = handedOver();

    assertThat(putOff(callback, 1, "s-1"))
        .isEqualTo(new Outcome.TimeRefused(new Refusal(10, ReasonCode.CLOSED_WEEKLY, MORNING)));
    assertThat(current(callback)).isEqualTo(callback);
  }

  @Test
  void aSessionThatMayNotReportIsNotToldAboutTheTime() {
    var callback = handedOver();

    for (var outcome : List.of(putOff(callback, 2, "s-1"), putOff(callback, 1, "s-2"))) {
      assertThat(outcome)
          .isEqualTo(new Outcome.Refused(callback, Transition.Refusal.STALE_ATTEMPT));
    }
  }

  private Callback handedOver() {
    var booked = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.OFFICE,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(null, false),
            BookCallback.Extras.NONE));
    assertThat(booked).isInstanceOf(BookCallback.Outcome.Booked.class);
    engine.dispatch();
    var callback = ((BookCallback.Outcome.Booked) booked).callback();
    report(callback, 1, "s-1", new SessionReport.Change(QUEUED, null, null));
    return current(callback);
  }

  private Outcome putOff(Callback callback, int attempt, String session) {
    return report(callback, attempt, session, new SessionReport.Change(SCHEDULED, null, NIGHT));
  }

  private Outcome report(
      Callback callback, int attempt, String session, SessionReport.Change change) {
    var report = new SessionReport(
        attempt,
        null,
        change,
        new SessionReport.Reporter(session, null),
        SessionReport.Standing.UNKNOWN,
        null);
    return engine.ges().callbacks().report().report(callback.key(), report);
  }

  private Callback current(Callback callback) {
    return engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback();
  }
}
