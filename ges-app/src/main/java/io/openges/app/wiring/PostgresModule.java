package io.openges.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.postgres.PostgresConfig;
import io.openges.adapter.postgres.PostgresStores;
import io.openges.app.config.Config;
import io.openges.app.config.DatabaseConfig;
import io.openges.app.health.ClockCheck;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.ObservedPort;
import io.openges.app.metrics.StartFailures;
import io.openges.app.sealing.HmacHash;
import io.openges.app.worker.Wakeups;
import io.openges.app.worker.Worker;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driven.callback.Retention;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.explain.RequestLog;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.openges.ports.driven.tenant.HeardTenants;
import io.openges.ports.driven.tenant.KnownKeys;
import io.openges.usecase.Ges;
import io.openges.usecase.push.AnnouncingCallbackStore;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The truth, in PostgreSQL. */
final class PostgresModule extends AbstractModule {

  private static final Dependency POSTGRESQL = Dependency.POSTGRESQL;

  private final DatabaseConfig config;
  private @Nullable RuntimeException failure;

  PostgresModule(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Dependency.class).addBinding().toInstance(POSTGRESQL);
  }

  @Provides
  @Singleton
  PostgresStores open(Closer closer, Grace grace, Wakeups wakeups) {
    var tls = config.secure() ? "?sslmode=verify-full" : "";
    var url = "jdbc:postgresql://" + config.server() + "/" + URLEncoder.encode(config.name(), UTF_8)
        + tls;
    var login = config.login();
    var postgres = PostgresConfig.of(url, login.user(), login.password().value())
        .withPoolSize(config.poolSize());
    var stores = open(postgres);
    closer.add(() -> stores.close(grace.left()));
    // what fell due meanwhile does not wait for the dispatcher's back-off
    stores.whenBack(wakeups.alarm()::ring);
    return stores;
  }

  /** Tries once: Guice asks again for everything that needs it, and each would wait as long. */
  private PostgresStores open(PostgresConfig postgres) {
    if (failure != null) {
      throw failure;
    }
    try {
      return Patience.real()
          .await(
              "PostgreSQL at " + config.server() + ", database " + config.name(),
              () -> PostgresStores.open(postgres, System::nanoTime));
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  @Provides
  @Singleton
  static Ges.Stores stores(
      PostgresStores stores,
      ObservedPort observed,
      CallbackMetrics metrics,
      RecordCache cache,
      Ges.Logs logs,
      ChangeSignal changes) {
    return new Ges.Stores(
        observed.of(BookingStore.class, POSTGRESQL, stores.bookings()),
        observed.of(IdempotencyKeys.class, POSTGRESQL, stores.idempotencyKeys()),
        new AnnouncingCallbackStore(
            observed.of(CallbackStore.class, POSTGRESQL, stores.callbacks()),
            new StartFailures(metrics).andThen(changes::committed)),
        observed.of(CallbackQueries.class, POSTGRESQL, stores.queries()),
        observed.of(SessionStorage.class, POSTGRESQL, stores.sessionStorage()),
        new Ges.Upkept(
            observed.of(DispatchQueue.class, POSTGRESQL, stores.dispatchQueue()),
            observed.of(SlotOccupancy.class, POSTGRESQL, stores.occupancy()),
            new Ges.Published(
                observed.of(SettingsStore.class, POSTGRESQL, stores.settings()),
                observed.of(SettingsStore.class, POSTGRESQL, stores.rules())),
            observed.of(Retention.class, POSTGRESQL, stores.retention()),
            cache,
            observed.of(CallInRequests.class, POSTGRESQL, stores.callIns()),
            logs));
  }

  @Provides
  @Singleton
  static Ges.Logs logs(PostgresStores stores, ObservedPort observed, Config config) {
    return new Ges.Logs(
        observed.of(RequestLog.class, POSTGRESQL, stores.refusedRequests()),
        observed.of(AuditLog.class, POSTGRESQL, stores.audit()),
        new HmacHash(config.rules().secretKeys()),
        config.rules().figures().auditFor());
  }

  @Provides
  @Singleton
  static PushMarks pushMarks(PostgresStores stores, ObservedPort observed) {
    return observed.of(PushMarks.class, POSTGRESQL, stores.pushMarks());
  }

  @Provides
  @Singleton
  static KnownKeys knownKeys(PostgresStores stores, ObservedPort observed) {
    return observed.of(KnownKeys.class, POSTGRESQL, stores.knownKeys());
  }

  @Provides
  @Singleton
  static HeardTenants heardTenants(PostgresStores stores, ObservedPort observed) {
    return observed.of(HeardTenants.class, POSTGRESQL, stores.heardTenants());
  }

  @Provides
  @Singleton
  static CredentialStore credentials(PostgresStores stores, ObservedPort observed) {
    return observed.of(CredentialStore.class, POSTGRESQL, stores.credentials());
  }

  @Provides
  @Singleton
  static DatabasePool pool(PostgresStores stores) {
    return new DatabasePool() {
      @Override
      public int active() {
        return stores.poolUse().active();
      }

      @Override
      public int pending() {
        return stores.poolUse().waiting();
      }
    };
  }

  @Provides
  @Singleton
  static ClockCheck clocks(PostgresStores stores, InstantSource clock, LongSupplier nanoTime) {
    return new ClockCheck(stores.clock(), clock, nanoTime);
  }

  // a look at the clock is a sign of life, and costs no statement more
  @ProvidesIntoSet
  @Singleton
  static HealthCheck check(ClockCheck clocks, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(POSTGRESQL, clocks, board, nanoTime);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker tidier(PostgresStores stores, Tidiness tidiness, Worker.Surroundings around) {
    return tidiness.worker(stores::tidy, stores::stopTidying, around);
  }
}
