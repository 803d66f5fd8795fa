package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.app.config.Config;
import io.openges.app.config.HostName;
import io.openges.app.health.HealthBoard;
import io.openges.app.metrics.NodeLabels;
import io.openges.app.worker.Heartbeats;
import io.openges.app.worker.Wakeups;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.callback.Ids;
import io.openges.usecase.callback.TimeOrderedIds;
import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongSupplier;

/** What a node is, whatever it stands on. */
final class NodeModule extends AbstractModule {

  private final Config config;
  private final NodeTime time;
  private final Closer closer;

  NodeModule(Config config, NodeTime time, Closer closer) {
    this.config = config;
    this.time = time;
    this.closer = closer;
  }

  @Override
  protected void configure() {
    bind(Config.class).toInstance(config);
    bind(InstantSource.class).toInstance(time.clock());
    bind(Closer.class).toInstance(closer);
    bind(NodeTime.class).toInstance(time);
    bind(LongSupplier.class).toInstance(time.nanoTime());
    bind(Grace.class).toInstance(new Grace(config.node().shutdownGrace(), System::nanoTime));
    bind(NodeLabels.class).toInstance(new NodeLabels(Version.current(), HostName.find()));
    bind(CollectorRegistry.class).toInstance(new CollectorRegistry());
  }

  @Provides
  @Singleton
  static Heartbeats heartbeats(LongSupplier nanoTime) {
    return new Heartbeats(nanoTime);
  }

  @Provides
  @Singleton
  static Wakeups wakeups(InstantSource clock) {
    return new Wakeups(clock);
  }

  @Provides
  @Singleton
  static DispatchRules dispatchRules(Config config) {
    return new DispatchRules(config.rules().figures().dispatch());
  }

  @Provides
  @Singleton
  static Ids ids(InstantSource clock) {
    return new TimeOrderedIds(clock, new SecureRandom()::nextLong);
  }

  // Health is a matter of real time, even where a test moves the clock.
  @Provides
  @Singleton
  static HealthBoard healthBoard(Set<Dependency> dependencies, NodeTime time) {
    return new HealthBoard(dependencies, time.real());
  }
}
