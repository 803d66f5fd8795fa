package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.adapter.gws.configuration.ScriptProxies;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.app.metrics.FaultMetrics;
import io.openges.app.worker.Periodic;
import io.openges.app.worker.Worker;
import io.openges.ports.driven.Dependency;
import io.openges.usecase.Ges;
import io.openges.usecase.queue.ProxyUpkeep;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Objects in Genesys Configuration that stand for queues. */
final class ProxiesModule extends AbstractModule {

  /** Many objects, each asked for slowly. */
  private static final Duration LONGEST_UPKEEP = Duration.ofMinutes(10);

  private final URI configuration;

  ProxiesModule(URI configuration) {
    this.configuration = configuration;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Dependency.class)
        .addBinding()
        .toInstance(Dependency.GWS_CONFIGURATION);
  }

  @Provides
  @Singleton
  ScriptProxies proxies(ServiceToken token, GwsService.Surroundings around) {
    return new ScriptProxies(
        new GwsService(Dependency.GWS_CONFIGURATION, configuration, around),
        token,
        around.nanoTime());
  }

  @ProvidesIntoSet
  @Singleton
  static Worker worker(
      Ges ges,
      ScriptProxies proxies,
      InstantSource clock,
      FaultMetrics faults,
      Worker.Surroundings around) {
    var upkeep = new ProxyUpkeep(ges.settings(), proxies, clock, faults::proxyFailed);
    var step = Periodic.every(ProxyUpkeep.INTERVAL, upkeep::run).lasting(LONGEST_UPKEEP);
    return new Worker("queue-objects", step, around);
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck check(ScriptProxies proxies, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(Dependency.GWS_CONFIGURATION, proxies::ping, board, nanoTime);
  }
}
