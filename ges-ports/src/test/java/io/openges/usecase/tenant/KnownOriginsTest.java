package io.openges.usecase.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.HeardTenants.Heard;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.memory.InMemoryHeardTenants;
import io.openges.ports.memory.InMemoryTenantOrigins;
import io.openges.ports.memory.InMemoryTenants;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Failing;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownOriginsTest {

  private static final String PAGE = "https://www.example.com";

  private final TenantId one = Callbacks.anyTenant();
  private final TenantId other = Callbacks.anyTenant();
  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));
  private final InMemoryTenantOrigins source = new InMemoryTenantOrigins();
  private final Failing<Tenants> tenants =
      Failing.of(Tenants.class, new InMemoryTenants(Map.of("a", one, "b", other)));
  private final Failing<HeardTenants> kept =
      Failing.of(HeardTenants.class, new InMemoryHeardTenants());
  private final KnownOrigins known = node();

  @BeforeEach
  void allow() {
    source.set(one, Set.of(PAGE));
  }

  @Test
  void nothingIsAllowedBeforeItIsHeard() {
    assertThat(known.allows(one, PAGE)).isFalse();
    assertThat(known.anyTenantAllows(PAGE)).isFalse();
  }

  @Test
  void aPageIsAllowedByItsTenantOnly() {
    known.refresh();

    assertThat(known.allows(one, PAGE)).isTrue();
    assertThat(known.allows(other, PAGE)).isFalse();
    assertThat(known.allows(Callbacks.anyTenant(), PAGE)).isFalse();
    assertThat(known.anyTenantAllows(PAGE)).isTrue();
    assertThat(known.anyTenantAllows(PAGE + "/")).isFalse();
  }

  @Test
  void whatIsTakenBackIsForgotten() {
    known.refresh();
    source.set(one, Set.of());
    known.refresh();

    assertThat(known.anyTenantAllows(PAGE)).isFalse();
  }

  @Test
  void oneTenantsTroubleTouchesNoOther() {
    source.answer(one, false);
    source.set(other, Set.of(PAGE));
    assertFails(known);

    assertThat(known.allows(other, PAGE)).isTrue();
    assertThat(known.allows(one, PAGE)).isFalse();
  }

  @Test
  void whatWasHeardCountsForADayOfSilence() {
    known.refresh();
    source.answer(one, false);
    time.advance(Duration.ofHours(24).minusMillis(1));
    assertFails(known);
    assertThat(known.allows(one, PAGE)).isTrue();

    time.advance(Duration.ofMillis(1));
    assertThat(known.allows(one, PAGE)).isFalse();
    assertThat(known.anyTenantAllows(PAGE)).isFalse();
  }

  @Test
  void aNodeThatIsStartedInSilenceAllowsWhatAnotherHasHeard() {
    known.refresh();
    tenants.fail(Dependency.GWS_ENVIRONMENT);
    var fresh = node();

    assertFails(fresh);
    assertThat(fresh.allows(one, PAGE)).isTrue();
    assertThat(fresh.allows(other, PAGE)).isFalse();

    time.advance(Duration.ofHours(24));
    assertThat(fresh.allows(one, PAGE)).isFalse();
  }

  @Test
  void aTenantIsKnownThoughNobodyTellsWhatItAllows() {
    source.answer(one, false);
    assertFails(known);
    assertThat(kept.port().knows(one, time.instant())).isTrue();
    assertThat(kept.port().knows(other, time.instant())).isTrue();

    time.advance(Duration.ofHours(23));
    assertFails(known);
    time.advance(Duration.ofHours(23));

    assertThat(kept.port().knows(one, time.instant())).isTrue();
    assertThat(kept.port().knows(Callbacks.anyTenant(), time.instant())).isFalse();
  }

  @Test
  void thatATenantIsThereMakesWhatItAllowedNoYounger() {
    known.refresh();
    var before = kept.port().recall(time.instant()).get(one);
    source.answer(one, false);
    time.advance(Duration.ofHours(23));
    assertFails(node());
    assertThat(kept.port().recall(time.instant())).containsEntry(one, before);

    time.advance(Duration.ofHours(1));
    assertFails(known);

    assertThat(known.allows(one, PAGE)).isFalse();
    assertThat(kept.port().recall(time.instant()).get(one))
        .isEqualTo(new Heard(Set.of(), time.instant()));
  }

  @Test
  void whatCannotBeRecalledIsNotOverwritten() {
    known.refresh();
    var before = kept.port().recall(time.instant()).get(one);
    source.answer(one, false);
    time.advance(Duration.ofMillis(1));
    var fresh = node();
    kept.fail(Dependency.POSTGRESQL, 1);

    assertFails(fresh);

    assertThat(kept.port().recall(time.instant())).containsEntry(one, before);
  }

  @Test
  void ofTenantsThatAreNotToldWhatAnotherNodeHasHeardLaterCounts() {
    known.refresh();
    source.set(one, Set.of("https://new.example"));
    time.advance(Duration.ofMillis(1));
    node().refresh();
    source.answer(one, false);

    assertFails(known);

    assertThat(known.allows(one, PAGE)).isFalse();
    assertThat(known.allows(one, "https://new.example")).isTrue();
  }

  @Test
  void tenantsThatAreGoneAllowNothing() {
    var gone = Callbacks.anyTenant();
    kept.port().remember(Map.of(gone, new Heard(Set.of(PAGE), time.instant())), time.instant());
    source.answer(one, false);

    assertFails(known);

    assertThat(known.anyTenantAllows(PAGE)).isFalse();
  }

  @Test
  void withoutAStoreItIsAsGoodAsItsMemory() {
    kept.fail(Dependency.POSTGRESQL);
    known.refresh();
    assertThat(known.allows(one, PAGE)).isTrue();

    tenants.fail(Dependency.GWS_ENVIRONMENT);
    assertFails(known);
    assertThat(known.allows(one, PAGE)).isTrue();
  }

  private KnownOrigins node() {
    return new KnownOrigins(tenants.port(), source, kept.port(), time);
  }

  private static void assertFails(KnownOrigins origins) {
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(origins::refresh);
  }
}
