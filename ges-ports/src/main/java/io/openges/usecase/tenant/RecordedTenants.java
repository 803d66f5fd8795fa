package io.openges.usecase.tenant;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.driven.tenant.Tenants;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps every answer about an API key for {@link RecalledTenants}. An answer that cannot be kept is
 * none the worse. Safe for use by many threads at once.
 */
public final class RecordedTenants implements Tenants {

  private final Tenants others;
  private final KnownKeys keys;
  private final InstantSource time;

  /**
   * Makes it.
   *
   * @param others know best
   * @param keys where confirmed keys are kept
   * @param time the clock
   */
  public RecordedTenants(Tenants others, KnownKeys keys, InstantSource time) {
    this.others = requireNonNull(others, "others");
    this.keys = requireNonNull(keys, "keys");
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Optional<TenantId> byApiKey(String apiKey) {
    // Before the question, so that nothing counts longer than it may.
    var now = time.instant();
    var answer = others.byApiKey(apiKey);
    var hash = KeyHash.of(apiKey).hex();
    try {
      answer.ifPresentOrElse(tenant -> keys.remember(hash, tenant, now), () -> keys.forget(hash));
    } catch (DependencyUnavailableException e) {
      // It is kept when the key is asked for again, in a few minutes.
    }
    return answer;
  }

  @Override
  public Set<TenantId> all() {
    return others.all();
  }
}
