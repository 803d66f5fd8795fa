package io.openges.usecase.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.HeardTenants.Heard;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.memory.InMemoryHeardTenants;
import io.openges.ports.memory.InMemoryKnownKeys;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Failing;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecalledTenantsTest {

  private final TenantId tenant = Callbacks.anyTenant();
  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));
  private final Environment environment = new Environment(new ConcurrentHashMap<>());
  private final InMemoryKnownKeys keys = new InMemoryKnownKeys();
  private final Failing<HeardTenants> heard =
      Failing.of(HeardTenants.class, new InMemoryHeardTenants());

  private boolean isDown;

  @Test
  void aNodeThatIsStartedInAnOutageHonoursWhatAnotherHasSeen() {
    environment.keys().put("key", tenant);
    node(keys).byApiKey("key");
    isDown = true;

    time.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(node(keys).byApiKey("key")).contains(tenant);
    time.advance(Duration.ofMillis(1));
    assertDown("key");
  }

  @Test
  void keysNobodyHasSeenAreUnknownWhileEnvironmentIsDown() {
    isDown = true;

    assertDown("key");
  }

  @Test
  void honouringAKeyDoesNotMakeItsDayLonger() {
    environment.keys().put("key", tenant);
    var node = node(keys);
    node.byApiKey("key");
    isDown = true;
    for (int hour = 1; hour < 24; hour++) {
      time.advance(Duration.ofHours(1));
      assertThat(node.byApiKey("key")).contains(tenant);
      assertThat(node(keys).byApiKey("key")).contains(tenant);
    }

    time.advance(Duration.ofHours(1));
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> node.byApiKey("key"));
    assertDown("key");
  }

  @Test
  void aKeyThatWasTakenBackIsForgotten() {
    environment.keys().put("key", tenant);
    node(keys).byApiKey("key");
    environment.keys().clear();
    assertThat(node(keys).byApiKey("key")).isEmpty();
    isDown = true;

    assertDown("key");
  }

  @Test
  void withoutTheStoreKeysAreAskedForAllTheSame() {
    environment.keys().put("key", tenant);
    var node = node(new NoKeys());
    heard.fail(Dependency.POSTGRESQL);

    assertThat(node.byApiKey("key")).contains(tenant);
    assertThat(node.byApiKey("other")).isEmpty();
    assertThat(node.all()).containsExactly(tenant);
    isDown = true;
    assertDown(() -> node.byApiKey("third"));
    assertDown(() -> node.knows(tenant));
  }

  @Test
  void aTenantIsKnownInAnOutageAsLongAsAKeyOfItsCounts() {
    environment.keys().put("key", tenant);
    node(keys).byApiKey("key");
    isDown = true;

    time.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(node(keys).knows(tenant)).isTrue();
    assertDown(() -> node(keys).knows(Callbacks.anyTenant()));
    time.advance(Duration.ofMillis(1));
    assertDown(() -> node(keys).knows(tenant));
  }

  @Test
  void aTenantWithoutKeysIsKnownInAnOutageAsLongAsItWasHeardOf() {
    heard.port().remember(Map.of(tenant, new Heard(Set.of(), time.instant())), time.instant());
    isDown = true;

    time.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(node(keys).knows(tenant)).isTrue();
    assertDown(() -> node(keys).knows(Callbacks.anyTenant()));
    time.advance(Duration.ofMillis(1));
    assertDown(() -> node(keys).knows(tenant));
  }

  @Test
  void whileEnvironmentAnswersItAloneSaysWhoTheTenantsAre() {
    keys.remember("hash", tenant, time.instant());
    heard.port().remember(Map.of(tenant, new Heard(Set.of(), time.instant())), time.instant());

    assertThat(node(keys).knows(tenant)).isFalse();
    environment.keys().put("key", tenant);
    assertThat(node(new NoKeys()).knows(tenant)).isTrue();
  }

  private void assertDown(String key) {
    assertDown(() -> node(keys).byApiKey(key));
  }

  private static void assertDown(ThrowingCallable question) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(question)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_ENVIRONMENT));
  }

  private Tenants node(KnownKeys known) {
    var recorded = new RecordedTenants(environment, known, time);
    return new RecalledTenants(new CachedTenants(recorded, time), known, heard.port(), time);
  }

  /** Answers unless it is down. */
  private final class Environment implements Tenants {
    private final Map<String, TenantId> keys;

    private Environment(Map<String, TenantId> keys) {
      this.keys = keys;
    }

    private Map<String, TenantId> keys() {
      return keys;
    }

    @Override
    public Optional<TenantId> byApiKey(String apiKey) {
      refuseIfDown();
      return Optional.ofNullable(keys.get(apiKey));
    }

    @Override
    public Set<TenantId> all() {
      refuseIfDown();
      return Set.copyOf(keys.values());
    }
  }

  private void refuseIfDown() {
    if (isDown) {
      throw new DependencyUnavailableException(Dependency.GWS_ENVIRONMENT, "test");
    }
  }

  /** A store that gives no answer. */
  private static final class NoKeys implements KnownKeys {
    @Override
    public void remember(String hash, TenantId tenant, Instant now) {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
    }

    @Override
    public void forget(String hash) {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
    }

    @Override
    public Optional<TenantId> find(String hash, Instant now) {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
    }

    @Override
    public boolean knows(TenantId tenant, Instant now) {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "test");
    }
  }
}
