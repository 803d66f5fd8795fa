package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.capacity.FreeSlot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which code a refused booking is answered with (specification 3.2.2). Stateless. Safe for use by
 * many threads at once.
 */
public final class Refusals {

  private static final Map<ReasonCode, StatusCode> CODES = Map.ofEntries(
      Map.entry(ReasonCode.SERVICE_UNKNOWN, StatusCode.SERVICE_UNKNOWN),
      Map.entry(ReasonCode.PUSH_TARGET_REQUIRED, StatusCode.PUSH_TARGET_REQUIRED),
      Map.entry(ReasonCode.CAPTCHA_MISSING, StatusCode.CAPTCHA_MISSING),
      Map.entry(ReasonCode.CAPTCHA_FAILED, StatusCode.CAPTCHA_FAILED),
      Map.entry(ReasonCode.CAPTCHA_UNAVAILABLE, StatusCode.CAPTCHA_UNAVAILABLE),
      Map.entry(ReasonCode.NUMBER_INVALID, StatusCode.NUMBER_INVALID),
      Map.entry(ReasonCode.NUMBER_IMPOSSIBLE, StatusCode.NUMBER_IMPOSSIBLE),
      Map.entry(ReasonCode.COUNTRY_NOT_ALLOWED, StatusCode.NUMBER_NOT_ALLOWED),
      Map.entry(ReasonCode.PREMIUM_BLOCKED, StatusCode.NUMBER_NOT_ALLOWED),
      Map.entry(ReasonCode.PATTERN_BLOCKED, StatusCode.NUMBER_NOT_ALLOWED),
      Map.entry(ReasonCode.IMMEDIATE_DISABLED, StatusCode.IMMEDIATE_DISABLED),
      Map.entry(ReasonCode.SCHEDULED_DISABLED, StatusCode.SCHEDULED_DISABLED),
      Map.entry(ReasonCode.IN_PAST, StatusCode.TIME_IN_PAST),
      Map.entry(ReasonCode.BEYOND_HORIZON, StatusCode.TIME_TOO_FAR),
      Map.entry(ReasonCode.TOO_SOON, StatusCode.TIME_TOO_SOON),
      Map.entry(ReasonCode.CLOSED_WEEKLY, StatusCode.OFFICE_CLOSED),
      Map.entry(ReasonCode.CLOSED_SPECIAL_DAY, StatusCode.OFFICE_CLOSED),
      Map.entry(ReasonCode.NO_AGENTS, StatusCode.NO_AGENTS),
      Map.entry(ReasonCode.FORECAST_AFTER_CLOSING, StatusCode.AFTER_CLOSING),
      Map.entry(ReasonCode.BLACKOUT, StatusCode.AFTER_CLOSING),
      Map.entry(ReasonCode.DUPLICATE, StatusCode.DUPLICATE),
      Map.entry(ReasonCode.THROTTLE_NUMBER, StatusCode.THROTTLED),
      Map.entry(ReasonCode.THROTTLE_SERVICE_1, StatusCode.THROTTLED),
      Map.entry(ReasonCode.THROTTLE_SERVICE_2, StatusCode.THROTTLED),
      Map.entry(ReasonCode.THROTTLE_QUEUED, StatusCode.THROTTLED),
      Map.entry(ReasonCode.THROTTLE_TENANT, StatusCode.THROTTLED),
      Map.entry(ReasonCode.CAPACITY_FULL, StatusCode.SLOT_FULL),
      Map.entry(ReasonCode.CAPACITY_ZERO, StatusCode.SLOT_FULL),
      Map.entry(ReasonCode.SLOT_WOULD_BE_MISSED, StatusCode.SLOT_WOULD_BE_MISSED));

  private Refusals() {}

  /**
   * Returns the answer to a booking that a rule refuses.
   *
   * @param proposals slots to offer where the code is about a slot
   * @param now for {@code Retry-After}
   * @throws IllegalArgumentException if the reason is not one of a booking
   */
  public static ProblemException problem(Refusal refusal, List<FreeSlot> proposals, Instant now) {
    var code = CODES.get(refusal.code());
    if (code == null) {
      throw new IllegalArgumentException("not a reason to refuse a booking: " + refusal.code());
    }
    if (code == StatusCode.SLOT_FULL || code == StatusCode.SLOT_WOULD_BE_MISSED) {
      return withSlots(code, proposals);
    }
    var problem = ProblemException.of(code);
    var until = refusal.until();
    return code.http() == 429 && until != null ? problem.retryAfter(seconds(now, until)) : problem;
  }

  /** Whole seconds, from 1 to those of a day (specification 9). */
  private static long seconds(Instant now, Instant until) {
    long seconds = Duration.between(now, until).plusMillis(999).toSeconds();
    return Math.max(1, Math.min(seconds, Duration.ofDays(1).toSeconds()));
  }

  /** Returns the answer to a booking whose slot is full. */
  public static ProblemException slotFull(List<FreeSlot> proposals) {
    return withSlots(StatusCode.SLOT_FULL, proposals);
  }

  private static ProblemException withSlots(StatusCode code, List<FreeSlot> proposals) {
    var slots = new LinkedHashMap<String, String>();
    proposals.forEach(
        slot -> slots.put(WireTime.format(slot.slot().start()), Integer.toString(slot.free())));
    return ProblemException.of(code).withData(Map.of("slots", slots));
  }
}
