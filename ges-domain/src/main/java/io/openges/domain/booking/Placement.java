package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a wish makes an immediate or a scheduled callback, and for when (specification 3.2.1).
 * Immutable and thread-safe.
 *
 * @param kind immediate or scheduled
 * @param desiredTime the time it is booked for: never before now, except for a wish in the past,
 *     which the policy refuses
 * @param waitsForOpening whether it is an immediate one put off to the next opening, because the
 *     office is closed and its queue does not reject out of hours
 */
public record Placement(CallbackKind kind, Instant desiredTime, boolean waitsForOpening) {

  /** Checks that every part is there. */
  public Placement {
    requireNonNull(kind, "kind");
    requireNonNull(desiredTime, "desiredTime");
  }

  /** Decides for {@code wish}; the first matching line of specification 3.2.1 wins. */
  public static Placement of(BookingWish wish, BookingTerms terms) {
    var desired = wish.desiredTime();
    var now = wish.now();
    if (desired == null) {
      return opening(wish)
          .map(at -> new Placement(CallbackKind.IMMEDIATE, at, true))
          .orElseGet(() -> new Placement(CallbackKind.IMMEDIATE, now, false));
    }
    if (desired.isBefore(now.minus(BookingTerms.PAST_GRACE))) {
      return new Placement(CallbackKind.SCHEDULED, desired, false);
    }
    var notBeforeNow = desired.isBefore(now) ? now : desired;
    return new Placement(
        isNear(wish, terms, desired) ? CallbackKind.IMMEDIATE : CallbackKind.SCHEDULED,
        notBeforeNow,
        false);
  }

  /** Returns the seconds within which a wish counts as near: the wait, at least the threshold. */
  public static long nearSeconds(BookingWish wish, BookingTerms terms) {
    return Math.max(wish.waitTime().orZero(), terms.nearThreshold().toSeconds());
  }

  private static boolean isNear(BookingWish wish, BookingTerms terms, @Nullable Instant desired) {
    var settings = wish.settings();
    return desired != null
        && !wish.alwaysCheckCapacity()
        && settings.offering().immediate().enabled()
        && !desired.isAfter(wish.now().plusSeconds(nearSeconds(wish, terms)))
        && settings.hours().isOpenAt(wish.now());
  }

  private static Optional<Instant> opening(BookingWish wish) {
    var settings = wish.settings();
    if (settings.offering().immediate().rejectOutOfHours()
        || settings.hours().isOpenAt(wish.now())) {
      return Optional.empty();
    }
    return settings.hours().nextOpening(wish.now(), wish.now().plus(BookingTerms.HORIZON));
  }
}
