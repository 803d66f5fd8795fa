package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.usecase.captcha.CaptchaGuard;
import io.openges.usecase.phone.NumberChecks;
import io.openges.usecase.throttle.Throttle;
import io.openges.usecase.throttle.TwinTurns;

/**
 * What bookings are guarded by that is asked beside the rules and outside of the booking's own
 * transaction. Immutable and thread-safe.
 *
 * @param numbers says which numbers may be called
 * @param captcha wants proof that a person books
 * @param throttle says how much may be booked
 * @param turns lets bookings that are sent twice spend one token
 */
public record Guards(
    NumberChecks numbers, CaptchaGuard captcha, Throttle throttle, TwinTurns turns) {

  /** Checks that every part is there. */
  public Guards {
    requireNonNull(numbers, "numbers");
    requireNonNull(captcha, "captcha");
    requireNonNull(throttle, "throttle");
    requireNonNull(turns, "turns");
  }
}
