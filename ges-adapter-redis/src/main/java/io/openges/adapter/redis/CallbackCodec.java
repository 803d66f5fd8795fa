package io.openges.adapter.redis;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.OfferDetails;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.Revocation;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.callback.Schedule;
import io.openges.domain.callback.Status;
import io.openges.domain.callback.UserData;
import io.openges.domain.queue.CallDirection;
import io.openges.domain.queue.QueueName;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Packs callbacks: the version first, in {@link #VERSION_BYTES} bytes, then the number of this
 * format, then everything but the key, the user data and the push targets. Whoever changes the
 * order here takes the next format number; a copy in another format counts as none. Immutable and
 * thread-safe.
 */
final class CallbackCodec {

  /** Bytes of the version at the start, the highest first. */
  static final int VERSION_BYTES = 8;

  private static final int FORMAT = 1;

  private CallbackCodec() {}

  /** Returns the same callback without user data and push targets. */
  static Callback bare(Callback callback) {
    var booking = callback.booking();
    var details = booking.details();
    if (details.pushTargets().isEmpty() && details.userData().isEmpty()) {
      return callback;
    }
    return new Callback(
        callback.key(),
        callback.queue(),
        new Booking(
            booking.source(),
            booking.phoneNumber(),
            booking.requestedTime(),
            booking.createdAt(),
            new Booking.Details(details.offer(), details.routing(), List.of(), UserData.NONE),
            booking.settingsVersion()),
        callback.schedule(),
        callback.status(),
        callback.progress());
  }

  static byte[] encode(Callback callback) {
    var status = callback.status();
    var schedule = callback.schedule();
    var out = new PackedOutput()
        .fixed(status.version(), VERSION_BYTES)
        .fixed(FORMAT, 1)
        .text(callback.queue().value());
    booking(out, callback.booking());
    out.word(schedule.kind()).instant(schedule.desiredTime()).instant(schedule.expiresAt());
    var reason = status.reason();
    out.word(status.state())
        .optionalText(reason == null ? null : reason.value())
        .instant(status.updatedAt());
    attempt(out, callback.attempt());
    revocation(out, callback.progress().revocation());
    return out.toByteArray();
  }

  /** Reads a copy; empty if it is in another format or damaged. */
  static Optional<Callback> decode(CallbackKey key, byte[] packed) {
    var in = new PackedInput(packed);
    try {
      long version = in.fixed(VERSION_BYTES);
      return in.fixed(1) == FORMAT ? Optional.of(callback(key, version, in)) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /** Returns the version of a packed copy, -1 if it has none. */
  static long version(byte @Nullable [] packed) {
    return packed == null || packed.length < VERSION_BYTES
        ? -1
        : new PackedInput(packed).fixed(VERSION_BYTES);
  }

  private static Callback callback(CallbackKey key, long version, PackedInput in) {
    var queue = new QueueName(in.text());
    var booking = booking(in);
    var schedule = new Schedule(in.word(CallbackKind.class), in.instant(), in.instant());
    var state = in.word(CallbackState.class);
    var reason = in.optionalText();
    var status = new Status(
        state, reason == null ? null : new CompletionReason(reason), version, in.instant());
    var progress = new Callback.Progress(attempt(in), in.optional(() -> revocation(in)));
    return new Callback(key, queue, booking, schedule, status, progress);
  }

  private static void booking(PackedOutput out, Booking booking) {
    var offer = booking.details().offer();
    var routing = booking.details().routing();
    out.word(booking.source().origin())
        .word(booking.source().direction())
        .text(booking.phoneNumber().asGiven())
        .optionalText(booking.phoneNumber().e164())
        .instant(booking.requestedTime())
        .instant(booking.createdAt())
        .number(booking.settingsVersion())
        .text(offer.type())
        .optionalText(offer.timing())
        .flag(offer.threshold() != null);
    if (offer.threshold() != null) {
      out.fixed(Double.doubleToLongBits(offer.threshold()), 8);
    }
    out.optionalText(offer.inboundQueue())
        .optionalText(offer.interactionId())
        .text(offer.audience().channel())
        .text(offer.audience().language())
        .optionalNumber(routing.priority())
        .optionalText(routing.routePoint())
        .optionalText(routing.surveyRoutePoint());
  }

  private static Booking booking(PackedInput in) {
    var source = new Booking.Source(in.word(Origin.class), in.word(CallDirection.class));
    var number = new PhoneNumber(in.text(), in.optionalText());
    var requested = in.instant();
    var created = in.instant();
    int settings = in.integer();
    var offer = new OfferDetails(
        in.text(),
        in.optionalText(),
        in.optional(() -> Double.longBitsToDouble(in.fixed(8))),
        in.optionalText(),
        in.optionalText(),
        new OfferDetails.Audience(in.text(), in.text()));
    var routing = new RoutingWish(in.optionalNumber(), in.optionalText(), in.optionalText());
    var details = new Booking.Details(offer, routing, List.of(), UserData.NONE);
    return new Booking(source, number, requested, created, details, settings);
  }

  private static void attempt(PackedOutput out, Attempt attempt) {
    out.number(attempt.number()).number(attempt.unstarted()).number(attempt.leases());
    var submission = attempt.submission();
    out.flag(submission != null);
    if (submission != null) {
      out.text(submission.entryId()).instant(submission.at());
    }
    session(out, attempt.session());
  }

  private static Attempt attempt(PackedInput in) {
    return new Attempt(
        in.integer(),
        in.integer(),
        in.integer(),
        in.optional(() -> new Attempt.Submission(in.text(), in.instant())),
        in.optional(() -> session(in)));
  }

  private static void session(PackedOutput out, Attempt.@Nullable Session session) {
    out.flag(session != null);
    if (session != null) {
      out.text(session.id())
          .optionalText(session.url())
          .number(session.lastSeq())
          .optionalNumber(session.position())
          .optionalNumber(session.waitSeconds());
    }
  }

  private static Attempt.Session session(PackedInput in) {
    return new Attempt.Session(
        in.text(), in.optionalText(), in.number(), in.optionalNumber(), in.optionalNumber());
  }

  private static void revocation(PackedOutput out, @Nullable Revocation revocation) {
    out.flag(revocation != null);
    if (revocation != null) {
      out.number(revocation.attempt()).optionalText(revocation.entryId());
      session(out, revocation.session());
      out.text(revocation.event()).instant(revocation.giveUpAt());
    }
  }

  private static Revocation revocation(PackedInput in) {
    int number = in.integer();
    var entry = in.optionalText();
    var session = in.flag() ? session(in) : null;
    return new Revocation(number, entry, session, in.text(), in.instant());
  }
}
