package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.adapter.gws.environment.EnvironmentOrigins;
import io.openges.adapter.gws.environment.EnvironmentTenants;
import io.openges.app.config.GwsConfig;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.app.metrics.ObservedPort;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.ports.driven.tenant.TenantOrigins;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.usecase.tenant.CachedTenants;
import io.openges.usecase.tenant.RecalledTenants;
import io.openges.usecase.tenant.RecordedTenants;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Tenants and keys that Genesys Environment knows. */
final class GwsModule extends AbstractModule {

  private final GwsConfig config;

  GwsModule(GwsConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    var dependencies = Multibinder.newSetBinder(binder(), Dependency.class);
    dependencies.addBinding().toInstance(Dependency.GWS_AUTH);
    dependencies.addBinding().toInstance(Dependency.GWS_ENVIRONMENT);
  }

  // Circuit breakers rest in real time, even where a test moves the clock.
  @Provides
  @Singleton
  static GwsService.Surroundings surroundings(LongSupplier nanoTime, ObservedPort observed) {
    return new GwsService.Surroundings(
        GwsService.newClient(), InstantSource.system(), nanoTime, observed::askedGws);
  }

  // One circuit breaker for everything that asks Authentication.
  @Provides
  @Singleton
  Authentication authentication(GwsService.Surroundings around) {
    return new Authentication(
        new GwsService(Dependency.GWS_AUTH, config.authentication(), around),
        new OAuthClient(config.clientId(), config.clientSecret().value()));
  }

  @Provides
  @Singleton
  static ServiceToken token(Authentication authentication, LongSupplier nanoTime) {
    return new ServiceToken(authentication.service(), authentication.self(), nanoTime);
  }

  @Provides
  @Singleton
  Environment environment(ServiceToken token, GwsService.Surroundings around) {
    var service = new GwsService(Dependency.GWS_ENVIRONMENT, config.environment(), around);
    return new Environment(
        new EnvironmentTenants(service, token, around.nanoTime()),
        new EnvironmentOrigins(service, token, around.nanoTime()));
  }

  @Provides
  @Singleton
  static Tenants tenants(
      Environment environment, KnownKeys keys, HeardTenants heard, InstantSource clock) {
    var recorded = new RecordedTenants(environment.tenants(), keys, clock);
    return new RecalledTenants(new CachedTenants(recorded, clock), keys, heard, clock);
  }

  @Provides
  @Singleton
  static TenantOrigins origins(Environment environment) {
    return environment.origins();
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck authentication(ServiceToken token, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(Dependency.GWS_AUTH, token::ping, board, nanoTime);
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck environment(
      Environment environment, HealthBoard board, LongSupplier nanoTime) {
    var tenants = environment.tenants();
    return new HealthCheck(Dependency.GWS_ENVIRONMENT, tenants::ping, board, nanoTime);
  }

  /**
   * Genesys Environment.
   *
   * @param tenants tells tenants and keys
   * @param origins tells the pages that may call
   */
  record Environment(EnvironmentTenants tenants, EnvironmentOrigins origins) {}

  /**
   * Genesys Authentication.
   *
   * @param service the service
   * @param self what GES is to it
   */
  record Authentication(GwsService service, OAuthClient self) {}
}
