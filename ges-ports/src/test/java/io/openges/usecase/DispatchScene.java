package io.openges.usecase;

import static io.openges.domain.callback.CallbackState.COMPLETED;
import static io.openges.domain.callback.CallbackState.SCHEDULED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Failing;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What tests of dispatch do, on the engine in memory. */
abstract class DispatchScene {

  /** A Tuesday, 10:00 in Paris. */
  static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private final AtomicReference<Failing<CallSubmission>> stream = new AtomicReference<>();

  final Engine engine = Engine.startingAt(START, around -> {
    var failing = Failing.of(CallSubmission.class, around);
    stream.set(failing);
    return failing.port();
  });

  /** The voice platform's Redis gives no answer until it is {@linkplain #healStream healed}. */
  void cutStream() {
    requireNonNull(stream.get()).fail(Dependency.ORS_REDIS);
  }

  void healStream() {
    requireNonNull(stream.get()).heal();
  }

  Callback submitted() {
    var callback = book(Engine.ALWAYS, null);
    engine.dispatch();
    return callback;
  }

  Callback book(QueueName queue, @Nullable Instant desired) {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            queue,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(desired, false),
            BookCallback.Extras.NONE));
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
    return ((BookCallback.Outcome.Booked) outcome).callback();
  }

  void cancel(Callback callback) {
    engine
        .ges()
        .callbacks()
        .cancel()
        .cancel(new CancelCallback.Command(
            callback.key(), CompletionReason.CANCELLED, TimelineEvent.Actor.CUSTOMER));
  }

  ReportSession.Outcome report(
      Callback callback, int attempt, CallbackState state, String session) {
    var reason = state == COMPLETED ? CompletionReason.AGENT_CONNECTED : null;
    return report(callback, attempt, new SessionReport.Change(state, reason, null), session);
  }

  ReportSession.Outcome putOff(Callback callback, Instant time) {
    return report(callback, 1, new SessionReport.Change(SCHEDULED, null, time), "s-1");
  }

  ReportSession.Outcome report(
      Callback callback, int attempt, SessionReport.Change change, String session) {
    return engine
        .ges()
        .callbacks()
        .report()
        .report(
            callback.key(),
            new SessionReport(
                attempt,
                null,
                change,
                new SessionReport.Reporter(session, null),
                SessionReport.Standing.UNKNOWN,
                null));
  }

  Callback current(Callback callback) {
    return engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback();
  }

  static Map<String, Object> rowWith(String column, Object value) {
    var row = Engine.row("always", 2);
    row.put(column, value);
    return row;
  }
}
