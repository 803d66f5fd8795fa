package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A change of a tenant's rules, or call-in groups, to make. Immutable and thread-safe.
 *
 * @param tenant whose rules
 * @param change what to do
 * @param expectedVersion the version it is based on, null for any
 * @param changedBy who asks for it, null if unknown
 * @param <C> what can be done to rules of the kind
 */
public record RuleCommand<C>(
    TenantId tenant,
    C change,
    @Nullable Integer expectedVersion,
    @Nullable String changedBy) {

  /** Checks that tenant and change are there. */
  public RuleCommand {
    requireNonNull(tenant, "tenant");
    requireNonNull(change, "change");
  }
}
