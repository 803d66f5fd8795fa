package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.redis.NodeRegistry;
import io.openges.adapter.redis.RedisConnections;
import io.openges.adapter.redis.RedisRecordCache;
import io.openges.adapter.redis.RedisStatisticsCache;
import io.openges.adapter.redis.RedisThrottleCounters;
import io.openges.adapter.redis.RedisWaitTimeCache;
import io.openges.adapter.redis.SettingsNotices;
import io.openges.app.config.HostName;
import io.openges.app.config.RedisConfig;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.app.worker.Periodic;
import io.openges.app.worker.Worker;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.usecase.Ges;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** GES's own Redis, which may vanish. */
final class RedisModule extends AbstractModule {

  private final RedisConfig config;

  RedisModule(RedisConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Dependency.class).addBinding().toInstance(Dependency.REDIS);
  }

  @Provides
  @Singleton
  RedisConnections connections(Closer closer) {
    var servers = config.servers().stream()
        .map(
            server -> new io.openges.adapter.redis.RedisConfig.Server(server.host(), server.port()))
        .toList();
    var mode = io.openges.adapter.redis.RedisConfig.Mode.valueOf(config.mode().name());
    boolean sentinel = config.mode() == RedisConfig.Mode.SENTINEL;
    var password = config.password();
    return closer.add(new RedisConnections(new io.openges.adapter.redis.RedisConfig(
        mode,
        servers,
        sentinel ? config.masterName() : null,
        password == null ? null : password.value(),
        config.secure())));
  }

  @Provides
  @Singleton
  static RecordCache recordCache(RedisConnections redis, InstantSource clock, Closer closer) {
    return closer.add(new RedisRecordCache(redis, clock));
  }

  // By the machine's clock, as nodes compare what they have heard.
  @Provides
  @Singleton
  static WaitTimeCache waitTimeCache(RedisConnections redis) {
    return new RedisWaitTimeCache(redis, InstantSource.system());
  }

  @Provides
  @Singleton
  static StatisticsCache statisticsCache(RedisConnections redis, InstantSource clock) {
    return new RedisStatisticsCache(redis, clock);
  }

  @Provides
  @Singleton
  static ThrottleCounters throttleCounters(RedisConnections redis, NodeRegistry registry) {
    return new RedisThrottleCounters(redis, new InMemoryThrottleCounters(registry::lastKnownNodes));
  }

  @Provides
  @Singleton
  static Notices notices(RedisConnections redis, SettingsSignal signal, Closer closer) {
    var notices = closer.add(new SettingsNotices(redis));
    notices.listen(tenant -> signal.alarm().ring());
    return notices::publish;
  }

  @Provides
  @Singleton
  static NodeRegistry registry(RedisConnections redis, Ges.Surroundings self, Closer closer) {
    var clock = InstantSource.system();
    var startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var registry = new NodeRegistry(
        redis, new NodeRegistry.Self(self.node(), HostName.find(), startedAt), clock);
    closer.add(registry::leave);
    return registry;
  }

  @Provides
  @Singleton
  static Peers peers(NodeRegistry registry) {
    return new RedisPeers(registry);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker beat(NodeRegistry registry, HealthBoard board, Worker.Surroundings around) {
    var step = Periodic.every(
        NodeRegistry.BEAT_INTERVAL, () -> registry.beat(!board.isDown(Dependency.POSTGRESQL)));
    return new Worker("node-registry", step, around);
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck check(RedisConnections redis, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(Dependency.REDIS, () -> ping(redis), board, nanoTime);
  }

  private static void ping(RedisConnections redis) {
    var wrong = redis.ping();
    if (wrong != null) {
      throw new DependencyUnavailableException(
          Dependency.REDIS, "ping", new IllegalStateException(wrong));
    }
  }
}
