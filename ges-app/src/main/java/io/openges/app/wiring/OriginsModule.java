package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.http.listener.AllowedOrigins;
import io.openges.app.worker.Periodic;
import io.openges.app.worker.Worker;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.TenantOrigins;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.usecase.tenant.KnownOrigins;
import java.time.Duration;
import java.time.InstantSource;

/** Which web pages may call. */
final class OriginsModule extends AbstractModule {

  /** Many tenants, each asked for slowly. */
  private static final Duration LONGEST_ASKING = Duration.ofMinutes(5);

  @Provides
  @Singleton
  static KnownOrigins knownOrigins(
      Tenants tenants, TenantOrigins origins, HeardTenants kept, InstantSource clock) {
    return new KnownOrigins(tenants, origins, kept, clock);
  }

  @Provides
  @Singleton
  static AllowedOrigins allowedOrigins(KnownOrigins known) {
    return new PagesAllowed(known);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker worker(KnownOrigins origins, Worker.Surroundings around) {
    var step = Periodic.every(KnownOrigins.INTERVAL, origins::refresh).lasting(LONGEST_ASKING);
    return new Worker("origins", step, around);
  }
}
