package io.openges.ports.driven.tenant;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Driven port: which tenants there were when somebody told them last, and which origins they
 * allowed, for a node that is started while nobody can tell (specifications 2.5 and 2.13).
 *
 * <p>Safe for use by many threads at once, and by many processes. Every implementation passes
 * {@code HeardTenantsContract}.
 */
public interface HeardTenants {

  /** How long what was heard counts. */
  Duration LIFE = Duration.ofHours(24);

  /**
   * Keeps what was heard of tenants, except for what was heard earlier than what is kept, and may
   * drop what counts no more. Atomic; repeating is harmless.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it is
   *     kept
   */
  void remember(Map<TenantId, Heard> heard, Instant now);

  /**
   * Returns what was heard less than {@link #LIFE} before {@code now}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  Map<TenantId, Heard> recall(Instant now);

  /**
   * Says whether {@link #recall} returns something of the tenant.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  boolean knows(TenantId tenant, Instant now);

  /**
   * What was heard of a tenant. Immutable and thread-safe.
   *
   * @param origins as {@link TenantOrigins} tells them; may be none
   * @param at when it was heard, to the millisecond
   */
  record Heard(Set<String> origins, Instant at) {

    /** Copies the set. */
    public Heard {
      origins = Set.copyOf(origins);
      requireNonNull(at, "at");
    }

    /** Says whether it still counts. */
    public boolean countsAt(Instant now) {
      return now.isBefore(at.plus(LIFE));
    }
  }
}
