package io.openges.domain.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.util.Comparator;

/**
 * Names a callback among those of all tenants, the tenant first, as every store's key begins with
 * it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param tenant whose callback it is
 * @param id its id
 */
public record CallbackKey(TenantId tenant, CallbackId id) implements Comparable<CallbackKey> {

  private static final Comparator<CallbackKey> ORDER =
      Comparator.comparing(CallbackKey::tenant).thenComparing(CallbackKey::id);

  /** Checks that both parts are there. */
  public CallbackKey {
    requireNonNull(tenant, "tenant");
    requireNonNull(id, "id");
  }

  @Override
  public int compareTo(CallbackKey other) {
    return ORDER.compare(this, other);
  }
}
