package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.ors.urs.UrsWaitTimes;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.util.function.LongSupplier;

/** Watches the routing servers. */
final class UrsCheckModule extends AbstractModule {

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Dependency.class).addBinding().toInstance(Dependency.URS);
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck check(UrsWaitTimes servers, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(Dependency.URS, () -> ping(servers), board, nanoTime);
  }

  private static void ping(UrsWaitTimes servers) {
    if (!servers.ping()) {
      throw new DependencyUnavailableException(Dependency.URS, "no server answers");
    }
  }
}
