package io.openges.domain.callback;

import io.openges.domain.queue.CallDirection;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Callbacks and reports to test with. */
public final class Examples {

  /** When the examples are booked. */
  public static final Instant BOOKED = Instant.parse("2027-06-02T08:00:00Z");

  /** When the examples are wanted. */
  public static final Instant DESIRED = Instant.parse("2027-06-02T10:00:00Z");

  /** When the examples expire: a day after they are wanted. */
  public static final Instant EXPIRY = Instant.parse("2027-06-03T10:00:00Z");

  /** When things happen to them. */
  public static final Instant NOW = Instant.parse("2027-06-02T09:57:00.123Z");

  /** A stream entry written at {@link #NOW}. */
  public static final Attempt.Submission ENTRY = new Attempt.Submission("1-1", NOW);

  /** A session that has reported once, without a number. */
  public static final Attempt.Session SESSION =
      new Attempt.Session("S1", "http://ors-1:9098", -1, null, null);

  private Examples() {}

  /** A scheduled callback in {@code state}, as far on its way as the state says. */
  public static Callback in(CallbackState state) {
    var attempt = state.isWithVoicePlatform() ? started() : Attempt.FIRST;
    return callback(state, attempt);
  }

  /** A scheduled callback that is completed for {@code reason} after its session started. */
  public static Callback completed(CompletionReason reason) {
    return callback(new Status(CallbackState.COMPLETED, reason, 7, BOOKED), started());
  }

  /** A scheduled callback with a given attempt. */
  public static Callback callback(CallbackState state, Attempt attempt) {
    var reason = state == CallbackState.COMPLETED ? CompletionReason.AGENT_CONNECTED : null;
    return callback(new Status(state, reason, 7, BOOKED), attempt);
  }

  /** The same with a revocation still to be done. */
  public static Callback revoking(Callback callback, Revocation revocation) {
    return callback.with(callback.status(), new Callback.Progress(callback.attempt(), revocation));
  }

  /** The first attempt, claimed once. */
  public static Attempt claimed() {
    return new Attempt(1, 0, 1, null, null);
  }

  /** The first attempt, written to the stream at {@link #NOW}. */
  public static Attempt submitted() {
    return claimed().submitted(ENTRY);
  }

  /** The first attempt, with the session {@link #SESSION}. */
  public static Attempt started() {
    return submitted().heardFrom(SESSION);
  }

  /** A report of the session of {@link #SESSION} for the first attempt, without a number. */
  public static SessionReport report(CallbackState state) {
    return report(1, null, state, null);
  }

  /** A report of the session {@link #SESSION}; {@code COMPLETED} has a reason. */
  public static SessionReport report(
      @Nullable Integer attempt,
      @Nullable Long seq,
      CallbackState state,
      @Nullable String dialResult) {
    var reason = state == CallbackState.COMPLETED ? CompletionReason.AGENT_CONNECTED : null;
    return new SessionReport(
        attempt,
        seq,
        new SessionReport.Change(state, reason, null),
        new SessionReport.Reporter("S1", null),
        SessionReport.Standing.UNKNOWN,
        dialResult);
  }

  /** The same report by another session. */
  public static SessionReport by(@Nullable String sessionId, SessionReport report) {
    return new SessionReport(
        report.attempt(),
        report.seq(),
        report.change(),
        new SessionReport.Reporter(sessionId, null),
        report.standing(),
        report.dialResult());
  }

  private static Callback callback(Status status, Attempt attempt) {
    return new Callback(
        new CallbackKey(new TenantId(new UUID(0, 1)), new CallbackId(new UUID(0, 2))),
        new QueueName("VQ"),
        new Booking(
            new Booking.Source(Origin.API, CallDirection.USERTERMINATED),
            PhoneNumber.of("+33123456789"),
            DESIRED,
            BOOKED,
            Booking.Details.NONE,
            1),
        new Schedule(CallbackKind.SCHEDULED, DESIRED, EXPIRY),
        status,
        new Callback.Progress(attempt, null));
  }
}
