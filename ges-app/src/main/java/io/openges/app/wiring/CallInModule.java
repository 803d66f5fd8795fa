package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.http.external.CallInPorts;
import io.openges.adapter.postgres.PostgresStores;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.MeteredCallIns;
import io.openges.app.metrics.ObservedPort;
import io.openges.app.worker.Periodic;
import io.openges.app.worker.Worker;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.push.PushOffer;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.callback.Ids;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.usecase.Ges;
import io.openges.usecase.callin.CallInsService;
import io.openges.usecase.callin.KeepCallInGroupsService;
import io.openges.usecase.push.Offers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Click-to-call-in. */
final class CallInModule extends AbstractModule {

  private static final Duration PURGE = Duration.ofMinutes(50);
  private static final double PURGE_JITTER = 0.1;

  /** After a long silence much is to be deleted at once. */
  private static final Duration LONGEST_PURGE = Duration.ofMinutes(30);

  @Provides
  @Singleton
  static KeepCallInGroups groups(
      PostgresStores stores, ObservedPort observed, InstantSource clock) {
    var store = observed.of(SettingsStore.class, Dependency.POSTGRESQL, stores.callInGroups());
    return new KeepCallInGroupsService(store, clock);
  }

  // A request that names a callback answers the offer that was pushed to the customer, if any.
  @Provides
  @Singleton
  static CallInsService callIns(
      KeepCallInGroups groups,
      Ges.Stores stores,
      Ges ges,
      CallInsService.Knowledge knowledge,
      Offers offers) {
    return new CallInsService(
        groups,
        stores.upkept().callIns(),
        ges.callbacks().find(),
        knowledge,
        request -> answer(offers, request));
  }

  @Provides
  @Singleton
  static CallInsService.Knowledge knowledge(Ids ids, InstantSource clock) {
    return new CallInsService.Knowledge(Ges.Numbers.KNOWN.plan(), ids, new SecureChance(), clock);
  }

  private static void answer(Offers offers, CallInRequest request) {
    var callback = request.sent().callback();
    if (callback != null) {
      var line = request.line();
      offers.answered(
          new CallbackKey(request.key().tenant(), callback),
          new PushOffer.Answer(line.number(), line.accessCode()));
    }
  }

  @Provides
  @Singleton
  static CallInPorts ports(
      CallInsService callIns, KeepCallInGroups groups, CallbackMetrics metrics) {
    return new CallInPorts(new MeteredCallIns(callIns, metrics), groups);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker purger(CallInsService callIns, Worker.Surroundings around) {
    var step = new Periodic(
        callIns::purge, PURGE, PURGE_JITTER, () -> ThreadLocalRandom.current().nextDouble());
    return new Worker("call-in-purger", step.lasting(LONGEST_PURGE), around);
  }
}
