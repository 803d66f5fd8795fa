package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.postgres.PostgresStores;
import io.openges.app.metrics.ObservedPort;
import io.openges.app.worker.Alarm;
import io.openges.app.worker.Periodic;
import io.openges.app.worker.Worker;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.push.PushOffers;
import io.openges.usecase.Ges;
import io.openges.usecase.push.Offers;
import java.time.Duration;
import java.time.InstantSource;

/** Offers to customers who are to call. */
final class OfferModule extends AbstractModule {

  /** Answers ring on their node; what others have, or nobody answered, may wait so long. */
  private static final Duration PAUSE = Duration.ofSeconds(4);

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Alarm alarm = new Alarm();

  @Provides
  @Singleton
  Offers offers(
      PostgresStores postgres,
      ObservedPort observed,
      Ges.Stores stores,
      Ges.Voice voice,
      InstantSource clock) {
    return new Offers(
        observed.of(PushOffers.class, Dependency.POSTGRESQL, postgres.pushOffers()),
        stores.callbacks(),
        voice.sessions(),
        alarm::ring,
        clock);
  }

  @ProvidesIntoSet
  @Singleton
  Worker follower(Offers offers, Worker.Surroundings around) {
    return new Worker(
        "push-offers", Periodic.every(PAUSE, offers::follow).lasting(LONGEST), alarm, around);
  }
}
