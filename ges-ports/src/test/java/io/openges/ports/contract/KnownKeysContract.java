package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link KnownKeys} does; one subclass for each implementation. */
@Timeout(120)
public abstract class KnownKeysContract {

  private static final Instant NOW = Instant.parse("2031-03-04T05:06:07.089Z");

  private final TenantId tenant = Callbacks.anyTenant();
  private final String hash = anyHash();

  /** Returns what is under test. */
  protected abstract KnownKeys keys();

  @Test
  void aConfirmedKeyIsFound() {
    keys().remember(hash, tenant, NOW);

    assertThat(keys().find(hash, NOW)).contains(tenant);
    assertThat(keys().find(anyHash(), NOW)).isEmpty();
  }

  @Test
  void aConfirmationCountsForADay() {
    keys().remember(hash, tenant, NOW);

    assertThat(keys().find(hash, NOW.plus(KnownKeys.LIFE).minusMillis(1))).contains(tenant);
    assertThat(keys().find(hash, NOW.plus(KnownKeys.LIFE))).isEmpty();
  }

  @Test
  void theLatestConfirmationCounts() {
    var other = Callbacks.anyTenant();
    var later = NOW.plus(Duration.ofMinutes(5));
    keys().remember(hash, tenant, NOW);
    keys().remember(hash, other, later);
    keys().remember(hash, tenant, NOW.plusMillis(1));

    assertThat(keys().find(hash, later.plus(KnownKeys.LIFE).minusMillis(1))).contains(other);
  }

  @Test
  void aForgottenKeyIsNobodys() {
    var kept = anyHash();
    keys().remember(hash, tenant, NOW);
    keys().remember(kept, tenant, NOW);

    keys().forget(hash);
    keys().forget(hash);

    assertThat(keys().find(hash, NOW)).isEmpty();
    assertThat(keys().find(kept, NOW)).contains(tenant);
  }

  @Test
  void aTenantIsKnownAsLongAsSomeKeyOfItsCounts() {
    var later = NOW.plus(Duration.ofMinutes(5));
    keys().remember(hash, tenant, NOW);
    keys().remember(anyHash(), tenant, later);
    keys().remember(anyHash(), Callbacks.anyTenant(), later);

    assertThat(keys().knows(tenant, later.plus(KnownKeys.LIFE).minusMillis(1))).isTrue();
    assertThat(keys().knows(tenant, later.plus(KnownKeys.LIFE))).isFalse();
    assertThat(keys().knows(Callbacks.anyTenant(), later)).isFalse();
  }

  @Test
  void aTenantWhoseOnlyKeyIsForgottenIsUnknown() {
    keys().remember(hash, tenant, NOW);
    assertThat(keys().knows(tenant, NOW)).isTrue();

    keys().forget(hash);

    assertThat(keys().knows(tenant, NOW)).isFalse();
  }

  private static String anyHash() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }
}
