package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import io.openges.app.config.AccessConfig;
import io.openges.app.config.Backends;
import io.openges.app.config.Config;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the modules for a configuration and puts a node together from them. Every choice is made
 * here; the modules make none. Thread-safe.
 */
public final class Wiring {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private Wiring() {}

  /**
   * Puts a node together and connects it to its database; it takes no requests yet.
   *
   * @param time what the node takes for it
   * @param closer closes what is opened, also after a failure
   * @throws io.openges.ports.driven.DependencyUnavailableException if PostgreSQL does not answer
   *     for a minute
   */
  public static Node node(
      Config config, Backends.Configured backends, NodeTime time, Closer closer) {
    var modules = modules(config, backends, time, closer);
    LOG.info(
        "modules: {}",
        modules.stream().map(one -> one.getClass().getSimpleName()).toList());
    try {
      return Guice.createInjector(Stage.PRODUCTION, modules).getInstance(Node.class);
    } catch (CreationException e) {
      throw rootOf(e);
    }
  }

  /** Guice reports the one thing that failed with everything that would have needed it. */
  private static RuntimeException rootOf(CreationException e) {
    return e.getErrorMessages().stream()
        .map(Message::getCause)
        .filter(RuntimeException.class::isInstance)
        .map(RuntimeException.class::cast)
        .findFirst()
        .orElse(e);
  }

  /** Returns the modules of a node. */
  static List<Module> modules(
      Config config, Backends.Configured backends, NodeTime time, Closer closer) {
    List<Module> modules = new ArrayList<>(List.of(
        new StrictModule(),
        new NodeModule(config, time, closer),
        tenants(config.rules().access()),
        new OriginsModule(),
        statistics(config.rules().access()),
        new PostgresModule(backends.database()),
        new VoiceModule(backends.voice()),
        new EngineModule(),
        new CallInModule(),
        new GoogleModule(),
        new PushModule(),
        new OfferModule(),
        new MetricsModule(),
        new WorkerModule(),
        new HttpModule()));
    var gws = config.rules().access().gws();
    var configuration = gws == null ? null : gws.configuration();
    if (configuration != null) {
      modules.add(new ProxiesModule(configuration));
    }
    var redis = backends.redis();
    modules.add(redis == null ? new NoRedisModule() : new RedisModule(redis));
    if (!backends.voice().orsNodes().isEmpty()) {
      modules.add(new OrsCheckModule());
    }
    if (!backends.voice().urs().nodes().isEmpty()) {
      modules.add(new UrsCheckModule());
    }
    return List.copyOf(modules);
  }

  private static Module tenants(AccessConfig access) {
    var gws = access.gws();
    return gws == null ? new ApiKeysModule(access.apiKeys()) : new GwsModule(gws);
  }

  private static Module statistics(AccessConfig access) {
    var gws = access.gws();
    var statistics = gws == null ? null : gws.statistics();
    return statistics == null ? new NoStatisticsModule() : new StatisticsModule(statistics);
  }

  /** Lets nothing be bound that no module names. */
  private static final class StrictModule extends AbstractModule {

    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireAtInjectOnConstructors();
      binder().requireExactBindingAnnotations();
      binder().disableCircularProxies();
    }
  }
}
