package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.redis.RedisConnections;
import io.openges.adapter.redis.RedisRecordCache;
import io.openges.app.config.RedisConfig;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.RecordCache;
import java.time.InstantSource;
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

  // Nodes look every few seconds anyway.
  @Provides
  @Singleton
  static SettingsNotices notices() {
    return tenant -> {};
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
