package io.openges.usecase.tenant;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.HeardTenants.Heard;
import io.openges.ports.driven.tenant.TenantOrigins;
import io.openges.ports.driven.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call, as heard last (specification 2.13). It answers from memory; somebody
 * has to call {@link #refresh} every {@link #INTERVAL}. What was heard counts for a day while
 * nobody answers, also for a node that is started in the meantime.
 *
 * <p>Safe for use by many threads at once; {@link #refresh} is for one at a time.
 */
public final class KnownOrigins {

  /** How often to ask. */
  public static final Duration INTERVAL = Duration.ofMinutes(5);

  private final Tenants tenants;
  private final TenantOrigins origins;
  private final HeardTenants kept;
  private final InstantSource time;
  private volatile Map<TenantId, Heard> heard = Map.of();

  /**
   * Makes it, knowing nothing yet.
   *
   * @param kept where all nodes keep what they hear
   */
  public KnownOrigins(
      Tenants tenants, TenantOrigins origins, HeardTenants kept, InstantSource time) {
    this.tenants = requireNonNull(tenants, "tenants");
    this.origins = requireNonNull(origins, "origins");
    this.kept = requireNonNull(kept, "kept");
    this.time = requireNonNull(time, "time");
  }

  /**
   * Asks for every tenant. One tenant's trouble touches no other.
   *
   * @throws DependencyUnavailableException if some tenant's origins could not be found out; what
   *     was heard of them before, by this node or another, stays
   */
  public void refresh() {
    var asked = now();
    var all = all();
    Map<TenantId, Heard> answers = new HashMap<>();
    var failure = ask(all, answers);
    if (failure == null) {
      remember(answers);
      heard = Map.copyOf(answers);
      return;
    }
    var next = new HashMap<>(heard);
    boolean isRecalled = recall(next, failure);
    next.keySet().retainAll(all);
    next.putAll(answers);
    heard = Map.copyOf(next);
    remember(isRecalled ? withSilent(all, next, asked) : answers);
    throw failure;
  }

  /**
   * Adds the tenants that are there but do not say what they allow, so that others know of them:
   * what is known of their origins stays, with its time.
   */
  private static Map<TenantId, Heard> withSilent(
      Set<TenantId> all, Map<TenantId, Heard> known, Instant asked) {
    var none = new Heard(Set.of(), asked);
    var complete = new HashMap<>(known);
    all.forEach(tenant -> complete.merge(
        tenant,
        none,
        (one, fresh) -> one.origins().isEmpty() || !one.countsAt(asked) ? fresh : one));
    return complete;
  }

  private Set<TenantId> all() {
    try {
      return tenants.all();
    } catch (DependencyUnavailableException e) {
      var former = new HashMap<>(heard);
      recall(former, e);
      heard = Map.copyOf(former);
      throw e;
    }
  }

  /** Returns the last failure, null if all answered. */
  private @Nullable DependencyUnavailableException ask(
      Set<TenantId> all, Map<TenantId, Heard> answers) {
    DependencyUnavailableException failure = null;
    for (var tenant : all) {
      try {
        var now = now();
        answers.put(tenant, new Heard(origins.of(tenant), now));
      } catch (DependencyUnavailableException e) {
        failure = e;
      }
    }
    return failure;
  }

  private void remember(Map<TenantId, Heard> answers) {
    try {
      kept.remember(answers, time.instant());
    } catch (DependencyUnavailableException e) {
      // It is kept when tenants are asked again, in a few minutes.
    }
  }

  /**
   * Adds what another node has heard later; says whether that could be found out.
   *
   * @param first gets what was in the way
   */
  private boolean recall(Map<TenantId, Heard> known, DependencyUnavailableException first) {
    try {
      kept.recall(time.instant())
          .forEach((tenant, one) ->
              known.merge(tenant, one, (own, its) -> its.at().isAfter(own.at()) ? its : own));
      return true;
    } catch (DependencyUnavailableException second) {
      first.addSuppressed(second);
      return false;
    }
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
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
    return one != null && one.origins().contains(origin) && one.countsAt(now);
  }
}
