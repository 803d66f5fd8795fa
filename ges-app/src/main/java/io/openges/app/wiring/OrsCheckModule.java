package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.ors.session.HttpCallSessions;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.util.function.LongSupplier;

/** Watches the orchestration servers. */
final class OrsCheckModule extends AbstractModule {

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Dependency.class).addBinding().toInstance(Dependency.ORS);
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck check(HttpCallSessions servers, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(Dependency.ORS, () -> ping(servers), board, nanoTime);
  }

  private static void ping(HttpCallSessions servers) {
    if (!servers.ping()) {
      throw new DependencyUnavailableException(Dependency.ORS, "no server answers");
    }
  }
}
