package io.openges.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.app.metrics.FaultMetrics;
import io.openges.app.metrics.NodeLabels;
import io.openges.app.metrics.ObservedPort;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.memory.InMemoryHeardTenants;
import io.openges.ports.memory.InMemoryKnownKeys;
import io.openges.ports.testing.MovableTime;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GwsModuleIT {

  private static final TenantId TENANT = new TenantId(UUID.fromString(GenesysStub.CCID));

  private final GenesysStub genesys = new GenesysStub();
  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Injector injector = Guice.createInjector(
      Stage.PRODUCTION, new GwsModule(genesys.config()), new Around(time, registry));
  private final Tenants tenants = injector.getInstance(Tenants.class);
  private final HealthBoard board = injector.getInstance(HealthBoard.class);

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Test
  void environmentKnowsTheTenants() {
    assertThat(tenants.byApiKey(GenesysStub.KEY)).contains(TENANT);
    assertThat(tenants.all()).containsExactly(TENANT);
  }

  @Test
  void aKnownKeyOutlivesAnOutageThatIsCounted() {
    tenants.byApiKey(GenesysStub.KEY);
    genesys.answerWith(200, 500);
    time.advance(Duration.ofHours(1));

    assertThat(tenants.byApiKey(GenesysStub.KEY)).contains(TENANT);
    assertUnavailable("other");
    assertThat(count("GWS_SERVER_ERROR")).isEqualTo(2);
    assertThat(board.isDown(Dependency.GWS_ENVIRONMENT)).isTrue();
    assertThat(board.isDown(Dependency.GWS_AUTH)).isFalse();
  }

  @Test
  void refusedCredentialsAreCountedApart() {
    genesys.answerWith(401, 200);

    assertUnavailable(GenesysStub.KEY);
    assertThat(count("GWS_INCORRECT_CLIENT_CREDENTIALS")).isEqualTo(1);
    assertThat(count("GWS_SERVER_ERROR")).isZero();
  }

  @Test
  void bothServicesAreChecked() {
    var checks = injector.getInstance(Key.get(new TypeLiteral<Set<HealthCheck>>() {}));
    genesys.answerWith(200, 500);

    for (int i = 0; i < 2; i++) {
      checks.forEach(HealthCheck::run);
    }

    assertThat(checks)
        .extracting(HealthCheck::dependency)
        .containsExactlyInAnyOrder(Dependency.GWS_AUTH, Dependency.GWS_ENVIRONMENT);
    assertThat(board.isDown(Dependency.GWS_AUTH)).as("404 is a sign of life").isFalse();
    assertThat(board.isDown(Dependency.GWS_ENVIRONMENT)).isTrue();
  }

  private void assertUnavailable(String key) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> tenants.byApiKey(key));
  }

  private double count(String counter) {
    return registry.getSampleValue(
        counter + "_total", new String[] {"version", "host"}, new String[] {"1", "here"});
  }

  /** What a node has besides. */
  private static final class Around extends AbstractModule {
    private final InstantSource time;
    private final CollectorRegistry registry;

    Around(InstantSource time, CollectorRegistry registry) {
      this.time = time;
      this.registry = registry;
    }

    @Override
    protected void configure() {
      bind(InstantSource.class).toInstance(time);
      bind(LongSupplier.class).toInstance(System::nanoTime);
      bind(KnownKeys.class).toInstance(new InMemoryKnownKeys());
      bind(HeardTenants.class).toInstance(new InMemoryHeardTenants());
    }

    @Provides
    @Singleton
    HealthBoard board(Set<Dependency> dependencies) {
      return new HealthBoard(dependencies, time);
    }

    @Provides
    @Singleton
    ObservedPort observedPort(HealthBoard board, LongSupplier nanoTime) {
      var faults = new FaultMetrics(registry, new NodeLabels("1", "here"), () -> 0);
      return new ObservedPort(registry, board, faults, nanoTime);
    }
  }
}
