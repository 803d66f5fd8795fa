package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.hours.ClosedReason;
import io.openges.domain.phone.NumberJudgement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One failed check of a booking (specifications 3.2.2 and 24). Immutable and thread-safe.
 *
 * @param check the check's number in the order of specification 3.2.2, 4 to 14
 * @param code what failed
 * @param until up to when: for a wish that is too soon or a closed office, the desired time from
 *     which on this check would pass; else when it may succeed; null if neither helps
 */
public record Refusal(int check, ReasonCode code, @Nullable Instant until) {

  private static final int DUPLICATES = 12;
  private static final int THROTTLES = 13;

  /** Checks that there is a code. */
  public Refusal {
    requireNonNull(code, "code");
  }

  /** Returns a refusal that waiting does not cure. */
  public static Refusal of(int check, ReasonCode code) {
    return new Refusal(check, code, null);
  }

  /** Says whether it is made before anybody is asked how much is booked (checks 12 and 13). */
  public boolean isBeforeLimits() {
    return check < DUPLICATES;
  }

  /** Says whether it tells how much is booked (checks 12 and 13). */
  public boolean isLimit() {
    return check == DUPLICATES || check == THROTTLES;
  }

  /** Returns the refusal of a number that may not be called (check 7); empty if it may be. */
  public static Optional<Refusal> ifNotToBeCalled(NumberJudgement number) {
    return switch (number.step()) {
      case UNREADABLE -> Optional.of(of(7, ReasonCode.NUMBER_INVALID));
      case IMPOSSIBLE -> Optional.of(of(7, ReasonCode.NUMBER_IMPOSSIBLE));
      case BLOCKED -> Optional.of(of(7, ReasonCode.PATTERN_BLOCKED));
      case COUNTRY -> Optional.of(of(7, ReasonCode.COUNTRY_NOT_ALLOWED));
      case PREMIUM -> Optional.of(of(7, ReasonCode.PREMIUM_BLOCKED));
      case PERMITTED, OTHERWISE -> Optional.empty();
    };
  }

  /** Returns the refusal of a number of which enough callbacks are open (specification 9.3). */
  public static Refusal duplicate() {
    return of(DUPLICATES, ReasonCode.DUPLICATE);
  }

  /**
   * Returns the refusal by a limit that lets one more pass at {@code until} (specification 9.1,
   * 9.2).
   */
  public static Refusal throttled(ReasonCode limit, Instant until) {
    return new Refusal(THROTTLES, limit, requireNonNull(until, "until"));
  }

  /** Returns the refusal of a time at which the office is closed (check 10); empty when open. */
  static Optional<Refusal> ifClosed(BusinessHours hours, Instant at) {
    return hours.closedBecause(at).map(reason -> {
      var code = reason == ClosedReason.CLOSED_WEEKLY
          ? ReasonCode.CLOSED_WEEKLY
          : ReasonCode.CLOSED_SPECIAL_DAY;
      var opening = hours.nextOpening(at, at.plus(BookingTerms.HORIZON)).orElse(null);
      return new Refusal(10, code, opening);
    });
  }
}
