package io.openges.app.config;

import io.openges.domain.dispatch.DispatchTerms;
import io.openges.domain.queue.Limits.Window;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Figures of the rules that an operator may set. Immutable and thread-safe.
 *
 * @param dispatch how callbacks are handed over
 * @param nearThreshold how near a desired time counts as "as soon as may be"
 * @param auditFor how long who did what is kept
 * @param perTenant how many bookings of one tenant are accepted
 */
public record RulesConfig(
    DispatchTerms dispatch, Duration nearThreshold, Duration auditFor, Window perTenant) {

  private static final String PER_TENANT = "GES_TENANT_THROTTLE";

  private static final Pattern N_PER_SECONDS = Pattern.compile("([0-9]{1,7})/([0-9]{1,6})");

  /** As the windows of a queue (specification 10.2). */
  private static final int MOST = 1_000_000;

  private static final int SHORTEST = 10;
  private static final int LONGEST = 86_400;

  static RulesConfig read(Values values) {
    return new RulesConfig(
        new DispatchTerms(
            values.seconds("GES_PROMOTION_BUFFER_SECONDS", 120, 0, 3600),
            values.seconds("GES_ORS_START_TIMEOUT_SECONDS", 120, 1, 3600),
            values.whole("GES_ORS_MAX_START_ATTEMPTS", 3, 1, 100),
            values.seconds("GES_LEASE_SECONDS", 20, 5, 30)),
        values.seconds("GES_NEAR_THRESHOLD_SECONDS", 180, 0, 3600),
        Duration.ofDays(values.whole("GES_AUDIT_DAYS", 400, 1, 3650)),
        perTenant(values));
  }

  private static Window perTenant(Values values) {
    var text = values.textOr(PER_TENANT, "off");
    if (text.equals("off")) {
      return Window.OFF;
    }
    var parts = N_PER_SECONDS.matcher(text);
    if (parts.matches()) {
      int most = Integer.parseInt(parts.group(1));
      int seconds = Integer.parseInt(parts.group(2));
      if (most <= MOST && seconds >= SHORTEST && seconds <= LONGEST) {
        return Window.of(most, seconds);
      }
    }
    values.error(PER_TENANT, "must be off or n/seconds, n up to 1000000 in 10 to 86400 seconds");
    return Window.OFF;
  }
}
