package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.app.config.Config;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.MeteredBookCallback;
import io.openges.app.metrics.MeteredReportSession;
import io.openges.app.sealing.AesGcmSealing;
import io.openges.app.worker.Wakeups;
import io.openges.domain.booking.BookingTerms;
import io.openges.ports.driven.callback.Ids;
import io.openges.ports.driven.credential.CredentialStore;
import io.openges.ports.driven.credential.Sealing;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.driving.statistics.AskStatistics;
import io.openges.ports.driving.statistics.RegisterLogin;
import io.openges.usecase.Ges;
import io.openges.usecase.captcha.CaptchaGuard;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.statistics.AskStatisticsService;
import io.openges.usecase.statistics.RegisterLoginService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The callback engine over its ports. */
final class EngineModule extends AbstractModule {

  /** Between two looks whether a twin is done. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  // A node that is started again under its name gives back what it held. Should two nodes have one
  // name, what one holds may be looked at twice; the fence keeps it from being handed over twice.
  @Provides
  @Singleton
  static Ges.Surroundings surroundings(
      Config config,
      InstantSource clock,
      Ids ids,
      Wakeups wakeups,
      Notices notices,
      RefusalSignal refusals) {
    return new Ges.Surroundings(
        config.node().id(), clock, ids, wakeups, notices, refusals.alarm()::ring);
  }

  @Provides
  @Singleton
  static Ges engine(
      Ges.Stores stores,
      Ges.Voice voice,
      CaptchaGuard captcha,
      ThrottleCounters throttle,
      Ges.Surroundings surroundings,
      Config config) {
    var figures = config.rules().figures();
    var terms = new Ges.Terms(
        new BookingTerms(figures.nearThreshold()),
        figures.dispatch(),
        figures.perTenant(),
        Ges.Numbers.KNOWN);
    var guards = new Ges.Guards(
        captcha, throttle, () -> LockSupport.parkNanos(PAUSE.toNanos()), System::nanoTime);
    return Ges.assemble(stores, voice, guards, surroundings, terms);
  }

  @Provides
  @Singleton
  static BookCallback bookCallback(Ges ges, CallbackMetrics metrics, LongSupplier nanoTime) {
    return new MeteredBookCallback(ges.bookCallback(), metrics, nanoTime);
  }

  @Provides
  @Singleton
  static AskStatistics askStatistics(
      Statistics statistics, StatisticsCache shared, InstantSource clock) {
    return new AskStatisticsService(statistics, shared, clock);
  }

  @Provides
  @Singleton
  static Vault vault(CredentialStore store, Config config, InstantSource clock) {
    var keys = config.rules().secretKeys();
    Optional<Sealing> sealing =
        keys.isEmpty() ? Optional.empty() : Optional.of(new AesGcmSealing(keys));
    return new Vault(store, sealing, clock);
  }

  @Provides
  @Singleton
  static RegisterLogin registerLogin(Statistics statistics, Vault vault) {
    return new RegisterLoginService(statistics, vault);
  }

  @Provides
  @Singleton
  static ReportSession reportSession(Ges ges, CallbackMetrics metrics) {
    return new MeteredReportSession(ges.callbacks().report(), metrics);
  }
}
