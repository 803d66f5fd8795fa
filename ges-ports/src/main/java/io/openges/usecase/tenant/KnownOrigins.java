package io.openges.usecase.tenant;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.TenantOrigins;
import io.openges.ports.driven.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call, as heard last (specification 2.13). It answers from memory; somebody
 * has to call {@link #refresh} every {@link #INTERVAL}. What was heard counts for a day while
 * nobody answers.
 *
 * <p>Safe for use by many threads at once; {@link #refresh} is for one at a time.
 */
public final class KnownOrigins {

  /** How often to ask. */
  public static final Duration INTERVAL = Duration.ofMinutes(5);

  private static final Duration LIFE = Duration.ofHours(24);

  private final Tenants tenants;
  private final TenantOrigins origins;
  private final InstantSource time;
  private volatile Map<TenantId, Heard> heard = Map.of();

  /** Makes it, knowing nothing yet. */
  public KnownOrigins(Tenants tenants, TenantOrigins origins, InstantSource time) {
    this.tenants = requireNonNull(tenants, "tenants");
    this.origins = requireNonNull(origins, "origins");
    this.time = requireNonNull(time, "time");
  }

  /**
   * Asks for every tenant. One tenant's trouble touches no other.
   *
   * @throws DependencyUnavailableException if some tenant's origins could not be found out; what
   *     was heard of them before stays
   */
  public void refresh() {
    Map<TenantId, Heard> next = new HashMap<>();
    DependencyUnavailableException failure = null;
    for (var tenant : tenants.all()) {
      try {
        next.put(tenant, new Heard(Set.copyOf(origins.of(tenant)), time.instant()));
      } catch (DependencyUnavailableException e) {
        failure = e;
        var former = heard.get(tenant);
        if (former != null) {
          next.put(tenant, former);
        }
      }
    }
    heard = Map.copyOf(next);
    if (failure != null) {
      throw failure;
    }
  }

  /** Says whether some tenant allows {@code origin}. */
  public boolean anyTenantAllows(String origin) {
    var now = time.instant();
    return heard.values().stream().anyMatch(one -> allows(one, origin, now));
  }

  /** Says whether {@code tenant} allows {@code origin}. */
  public boolean allows(TenantId tenant, String origin) {
    return allows(heard.get(tenant), origin, time.instant());
  }

  private static boolean allows(@Nullable Heard one, String origin, Instant now) {
    return one != null
        && one.origins().contains(origin)
        && now.isBefore(one.at().plus(LIFE));
  }

  /**
   * What a tenant allows.
   *
   * @param at when it was heard
   */
  private record Heard(Set<String> origins, Instant at) {}
}
