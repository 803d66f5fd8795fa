package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.HeardTenants.Heard;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link HeardTenants} does; one subclass for each implementation. */
@Timeout(120)
public abstract class HeardTenantsContract {

  private static final Instant NOW = Instant.parse("2031-03-04T05:06:07.089Z");
  private static final Instant END = NOW.plus(HeardTenants.LIFE);
  private static final String PAGE = "https://www.example.com";

  private final TenantId tenant = Callbacks.anyTenant();
  private final TenantId other = Callbacks.anyTenant();

  /** Returns what is under test. */
  protected abstract HeardTenants tenants();

  @Test
  void whatIsRememberedIsRecalledAsItIs() {
    var several = new Heard(Set.of(PAGE, "https://x.example:8443"), NOW);
    var none = new Heard(Set.of(), NOW);

    tenants().remember(Map.of(tenant, several, other, none), NOW);

    assertThat(tenants().recall(NOW)).containsEntry(tenant, several).containsEntry(other, none);
    assertThat(tenants().knows(other, NOW)).isTrue();
    assertThat(tenants().knows(Callbacks.anyTenant(), NOW)).isFalse();
  }

  @Test
  void whatWasHeardCountsForADay() {
    var heard = new Heard(Set.of(PAGE), NOW);
    tenants().remember(Map.of(tenant, heard), NOW);

    assertThat(tenants().recall(END.minusMillis(1))).containsEntry(tenant, heard);
    assertThat(tenants().knows(tenant, END.minusMillis(1))).isTrue();
    assertThat(tenants().recall(END)).doesNotContainKey(tenant);
    assertThat(tenants().knows(tenant, END)).isFalse();
  }

  @Test
  void whatWasHeardLastCounts() {
    var later = new Heard(Set.of("https://x.example"), NOW.plusMillis(2));
    tenants().remember(Map.of(tenant, new Heard(Set.of(PAGE), NOW)), NOW);
    tenants().remember(Map.of(tenant, later), NOW);
    tenants().remember(Map.of(tenant, new Heard(Set.of(), NOW.plusMillis(1))), NOW);

    assertThat(tenants().recall(NOW)).containsEntry(tenant, later);
  }

  @Test
  void whatCountsIsNotDroppedWithWhatDoesNot() {
    // earlier than all else that is kept
    var early = NOW.minus(Duration.ofDays(9));
    var young = new Heard(Set.of(PAGE), early.plusMillis(1));
    tenants().remember(Map.of(tenant, new Heard(Set.of(PAGE), early), other, young), early);

    var end = early.plus(HeardTenants.LIFE);
    tenants().remember(Map.of(), end);

    assertThat(tenants().recall(end)).containsEntry(other, young).doesNotContainKey(tenant);
  }
}
