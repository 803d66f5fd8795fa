package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.CallDirection;
import java.time.Instant;
import java.util.List;

/**
 * What was asked for when the callback was booked; it does not change while the callback lives its
 * life. Immutable and thread-safe.
 *
 * @param source through which door it came, and who dials
 * @param phoneNumber the number to call
 * @param requestedTime the first wish, milliseconds, UTC
 * @param createdAt when it was accepted, milliseconds, UTC
 * @param details everything that is passed on without being looked at
 * @param settingsVersion the version of the tenant's settings it was accepted under, 1 or more
 */
public record Booking(
    Source source,
    PhoneNumber phoneNumber,
    Instant requestedTime,
    Instant createdAt,
    Details details,
    int settingsVersion) {

  /** Checks that every part is there. */
  public Booking {
    requireNonNull(source, "source");
    requireNonNull(phoneNumber, "phoneNumber");
    requireNonNull(requestedTime, "requestedTime");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(details, "details");
  }

  /** Returns the same booking without anything personal (specification 6.9). */
  public Booking erased() {
    return new Booking(
        source, PhoneNumber.ERASED, requestedTime, createdAt, details.erased(), settingsVersion);
  }

  /** Returns the same booking without the application's data, which may be large. */
  public Booking withoutUserData() {
    var light =
        new Details(details.offer(), details.routing(), details.pushTargets(), UserData.NONE);
    return new Booking(source, phoneNumber, requestedTime, createdAt, light, settingsVersion);
  }

  /** Says whether what was personal is gone. */
  public boolean isErased() {
    return phoneNumber.equals(PhoneNumber.ERASED);
  }

  /**
   * Where a booking comes from and which way the call will go. Immutable and thread-safe.
   *
   * @param origin through which door it came
   * @param direction who dials whom
   */
  public record Source(Origin origin, CallDirection direction) {

    /** Checks that both parts are there. */
    public Source {
      requireNonNull(origin, "origin");
      requireNonNull(direction, "direction");
    }
  }

  /**
   * What is passed on. Immutable and thread-safe.
   *
   * @param offer how it was offered
   * @param routing what is asked of the routing
   * @param pushTargets devices to notify, at most 10
   * @param userData the application's own data
   */
  public record Details(
      OfferDetails offer, RoutingWish routing, List<PushTarget> pushTargets, UserData userData) {

    /** Nothing but the defaults. */
    public static final Details NONE =
        new Details(OfferDetails.ASAP, RoutingWish.NONE, List.of(), UserData.NONE);

    /** Copies the list. */
    public Details {
      requireNonNull(offer, "offer");
      requireNonNull(routing, "routing");
      requireNonNull(userData, "userData");
      pushTargets = List.copyOf(pushTargets);
    }

    /** Returns what says nothing about the customer: no free texts, devices or data. */
    Details erased() {
      var wish = new RoutingWish(routing.priority(), null, null);
      return new Details(offer.erased(), wish, List.of(), UserData.NONE);
    }
  }
}
