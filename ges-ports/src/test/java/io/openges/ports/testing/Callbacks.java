package io.openges.ports.testing;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.OfferDetails;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.Revocation;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.callback.Schedule;
import io.openges.domain.callback.Status;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.UserData;
import io.openges.domain.queue.CallDirection;
import io.openges.domain.tenant.TenantId;
import io.openges.usecase.callback.TimeOrderedIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Callbacks for tests, each with an id of its own. Immutable and thread-safe; the builders are not.
 */
public final class Callbacks {

  private static final TimeOrderedIds IDS = new TimeOrderedIds(
      InstantSource.system(), () -> ThreadLocalRandom.current().nextLong());

  /** The desired time unless another is given: a Wednesday, far from today. */
  public static final Instant NOON = Instant.parse("2031-03-05T12:00:00Z");

  /** When the callbacks were booked: a day before {@link #NOON}. */
  public static final Instant BOOKED_AT = NOON.minus(Duration.ofDays(1));

  /** How long after their desired time they expire unless another time is given. */
  public static final Duration TTL = Duration.ofHours(2);

  private static final String ODD = "é \"q\" \\ 'x' {} \t\n ${a} %s \u200f\u0645 日本 😀";

  private Callbacks() {}

  /** Starts a callback desired at {@link #NOON}, in state SCHEDULED, holding a place. */
  public static CallbackBuilder scheduled() {
    return new CallbackBuilder(CallbackKind.SCHEDULED, CallbackState.SCHEDULED);
  }

  /** Starts a callback desired as soon as may be, in state QUEUED. */
  public static CallbackBuilder immediate() {
    return new CallbackBuilder(CallbackKind.IMMEDIATE, CallbackState.QUEUED);
  }

  /** Returns an id that nobody else has. */
  public static CallbackId anyId() {
    return IDS.next();
  }

  /** Returns a tenant that nobody else has. */
  public static TenantId anyTenant() {
    return new TenantId(UUID.randomUUID());
  }

  /** Returns the event that begins the timeline of {@code callback}. */
  public static TimelineEvent booked(Callback callback) {
    return new TimelineEvent(
        callback.booking().createdAt(), Actor.CUSTOMER, null, callback.state(), 1, null);
  }

  /** Returns the change from {@code before} to {@code after}, made when {@code after} says. */
  public static Transition.Changed changed(Callback before, Callback after) {
    return new Transition.Changed(before, after, List.of(event(before, after, "CHANGED")));
  }

  /** Returns the line of the timeline that says how {@code before} became {@code after}. */
  public static TimelineEvent event(Callback before, Callback after, String note) {
    return new TimelineEvent(
        after.status().updatedAt(),
        Actor.GES,
        before.state(),
        after.state(),
        after.attempt().number(),
        note);
  }

  /** Returns the key of a callback that does not exist. */
  public static CallbackKey anyKey() {
    return new CallbackKey(anyTenant(), anyId());
  }

  /** Returns details in which everything is there, with characters that are easily mangled. */
  public static Booking.Details fullDetails() {
    return new Booking.Details(
        new OfferDetails(
            "COMBINED_SCHEDULED_AND_ASAP",
            "OFF-HOURS",
            0.1,
            ODD,
            "00CIVSR7GGD7V0SQ5DG7P2LAES000001",
            new OfferDetails.Audience("Канал " + ODD, "zh-Hant-TW")),
        new RoutingWish(-1_000_000, ODD, "+0 9" + ODD),
        IntStream.range(0, 10)
            .mapToObj(i -> new PushTarget("FCM", (i + ":_-").repeat(1365)))
            .toList(),
        new UserData("{\"z\":{\"k\":[1,2.50,1e3,null,true]},\"a\":\"\\u00e9\\n😀 é\",\"\":\"\"}"));
  }

  /** Returns details in which what may be empty or absent is empty, not absent. */
  public static Booking.Details emptyDetails() {
    return new Booking.Details(
        new OfferDetails("", "", 0.0, "", "", new OfferDetails.Audience("", "")),
        new RoutingWish(0, "", ""),
        List.of(new PushTarget("", "")),
        new UserData("{}"));
  }

  /** Returns an attempt in which everything is there and as large as it may be. */
  public static Attempt fullAttempt() {
    return new Attempt(
        1_000_000,
        2,
        7,
        new Attempt.Submission("1899990000123-18446744073709551615", NOON.plusMillis(1)),
        fullSession());
  }

  /** Returns a session of which everything is known. */
  public static Attempt.Session fullSession() {
    return new Attempt.Session("S " + ODD, "http://ors-1:9098/" + ODD, Long.MAX_VALUE, 0, 86_400);
  }

  /** Returns a revocation in which everything is there. */
  public static Revocation fullRevocation() {
    return new Revocation(
        999_999, "1899990000122-1", fullSession(), Revocation.CANCEL, NOON.plusMillis(999));
  }

  static Callback build(CallbackBuilder parts) {
    return new Callback(
        new CallbackKey(parts.tenant, parts.id),
        parts.queue,
        new Booking(
            new Booking.Source(Origin.API, CallDirection.USERTERMINATED),
            new PhoneNumber(
                "+1 (650) 253-" + (1000 + Math.floorMod(parts.id.hashCode(), 9000)), parts.e164),
            parts.desiredTime,
            parts.createdAt,
            parts.details,
            3),
        new Schedule(parts.kind, parts.desiredTime, parts.expiresAt()),
        new Status(parts.state, parts.reason, parts.version, parts.createdAt),
        new Callback.Progress(parts.attempt, parts.revocation));
  }
}
