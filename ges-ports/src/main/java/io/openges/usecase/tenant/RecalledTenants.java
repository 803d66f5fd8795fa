package io.openges.usecase.tenant;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.driven.tenant.Tenants;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Honours API keys that any node has seen confirmed within a day, and tenants that any node has
 * heard of or seen a key of, while the others do not answer (specification 2.5): a node may be
 * started in the meantime. Safe for use by many threads at once.
 */
public final class RecalledTenants implements Tenants {

  private final Tenants others;
  private final KnownKeys keys;
  private final HeardTenants heard;
  private final InstantSource time;

  /**
   * Makes it.
   *
   * @param others are asked first; what they ask in turn is kept by {@link RecordedTenants}
   * @param keys where confirmed keys are kept
   * @param heard where {@link KnownOrigins} keeps the tenants that were told
   * @param time the clock
   */
  public RecalledTenants(Tenants others, KnownKeys keys, HeardTenants heard, InstantSource time) {
    this.others = requireNonNull(others, "others");
    this.keys = requireNonNull(keys, "keys");
    this.heard = requireNonNull(heard, "heard");
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Optional<TenantId> byApiKey(String apiKey) {
    try {
      return others.byApiKey(apiKey);
    } catch (DependencyUnavailableException e) {
      var kept = recall(apiKey, e);
      if (kept.isEmpty()) {
        throw e;
      }
      return kept;
    }
  }

  @Override
  public Set<TenantId> all() {
    return others.all();
  }

  // Sessions, and other parts of the platform, name their tenant without a key.
  @Override
  public boolean knows(TenantId tenant) {
    try {
      return others.knows(tenant);
    } catch (DependencyUnavailableException e) {
      if (isRecalled(tenant, e)) {
        return true;
      }
      throw e;
    }
  }

  private boolean isRecalled(TenantId tenant, DependencyUnavailableException first) {
    var now = time.instant();
    try {
      return heard.knows(tenant, now) || keys.knows(tenant, now);
    } catch (DependencyUnavailableException second) {
      first.addSuppressed(second);
      return false;
    }
  }

  private Optional<TenantId> recall(String apiKey, DependencyUnavailableException first) {
    try {
      return keys.find(KeyHash.of(apiKey).hex(), time.instant());
    } catch (DependencyUnavailableException second) {
      first.addSuppressed(second);
      return Optional.empty();
    }
  }
}
