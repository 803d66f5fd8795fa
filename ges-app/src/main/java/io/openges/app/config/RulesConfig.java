package io.openges.app.config;

import io.openges.domain.dispatch.DispatchTerms;
import java.time.Duration;

/**
 * Figures of the rules that an operator may set. Immutable and thread-safe.
 *
 * @param dispatch how callbacks are handed over
 * @param nearThreshold how near a desired time counts as "as soon as may be"
 * @param auditFor how long who did what is kept
 */
public record RulesConfig(DispatchTerms dispatch, Duration nearThreshold, Duration auditFor) {

  static RulesConfig read(Values values) {
    return new RulesConfig(
        new DispatchTerms(
            values.seconds("GES_PROMOTION_BUFFER_SECONDS", 120, 0, 3600),
            values.seconds("GES_ORS_START_TIMEOUT_SECONDS", 120, 1, 3600),
            values.whole("GES_ORS_MAX_START_ATTEMPTS", 3, 1, 100),
            values.seconds("GES_LEASE_SECONDS", 20, 5, 30)),
        values.seconds("GES_NEAR_THRESHOLD_SECONDS", 180, 0, 3600),
        Duration.ofDays(values.whole("GES_AUDIT_DAYS", 400, 1, 3650)));
  }
}
