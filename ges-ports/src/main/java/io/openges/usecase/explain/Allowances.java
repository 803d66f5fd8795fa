package io.openges.usecase.explain;

import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each tenant may have written: a burst at once, and so much a minute in the long run; so
 * no flood of bad requests fills the disk. Not thread-safe.
 */
final class Allowances {

  private final int burst;
  private final Duration interval;
  private final Map<TenantId, Allowance> allowances = new HashMap<>();

  /**
   * Makes full allowances.
   *
   * @param burst most at once, 1 or more
   * @param perMinute what comes back in a minute, 1 to 60 000
   */
  Allowances(int burst, int perMinute) {
    this.burst = burst;
    this.interval = Duration.ofMinutes(1).dividedBy(perMinute);
  }

  /** Takes one, if the tenant has one left. */
  boolean take(TenantId tenant, Instant now) {
    var old = allowances.getOrDefault(tenant, new Allowance(burst, now));
    var filled = old.filled(now);
    allowances.put(tenant, filled.left() == 0 ? filled : filled.less());
    return filled.left() > 0;
  }

  private final class Allowance {

    private final int left;
    private final Instant since;

    Allowance(int left, Instant since) {
      this.left = left;
      this.since = since;
    }

    int left() {
      return left;
    }

    /** Adds what has come back; a clock that was set back begins anew. */
    Allowance filled(Instant now) {
      if (now.isBefore(since)) {
        return new Allowance(left, now);
      }
      long back = Duration.between(since, now).dividedBy(interval);
      return left + back >= burst
          ? new Allowance(burst, now)
          : new Allowance((int) (left + back), since.plus(interval.multipliedBy(back)));
    }

    Allowance less() {
      return new Allowance(left - 1, since);
    }
  }
}
