package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.GwsUser;
import io.openges.adapter.gws.auth.UserTokens;
import io.openges.adapter.gws.statistics.GwsStatistics;
import io.openges.app.config.StatisticsConfig;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.statistics.RegisterLoginService;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Figures that Genesys Statistics tells. */
final class StatisticsModule extends AbstractModule {

  private final StatisticsConfig config;

  StatisticsModule(StatisticsConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Dependency.class)
        .addBinding()
        .toInstance(Dependency.GWS_STATISTICS);
    bind(Statistics.class).to(GwsStatistics.class);
  }

  @Provides
  @Singleton
  GwsStatistics statistics(
      GwsModule.Authentication authentication, GwsService.Surroundings around, Vault vault) {
    return new GwsStatistics(
        new GwsService(Dependency.GWS_STATISTICS, config.address(), around),
        new UserTokens(authentication.service(), authentication.self(), around.nanoTime()),
        tenant -> user(vault, tenant),
        around.nanoTime());
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck check(GwsStatistics statistics, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(Dependency.GWS_STATISTICS, statistics::ping, board, nanoTime);
  }

  /** What a tenant has registered counts more than what an operator lists. */
  private Optional<GwsUser> user(Vault vault, TenantId tenant) {
    var listed = Optional.ofNullable(config.logins().get(tenant))
        .map(login -> new GwsUser(login.user().value(), login.password().value()));
    try {
      return RegisterLoginService.login(vault, tenant)
          .map(login -> new GwsUser(login.user(), login.password()))
          .or(() -> listed);
    } catch (DependencyUnavailableException e) {
      if (listed.isEmpty()) {
        throw e;
      }
      return listed;
    }
  }
}
