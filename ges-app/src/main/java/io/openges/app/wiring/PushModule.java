package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.http.google.Egress;
import io.openges.adapter.http.google.FcmPush;
import io.openges.adapter.http.google.NexusPush;
import io.openges.app.config.Config;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.FaultMetrics;
import io.openges.app.push.PushWorker;
import io.openges.app.worker.Periodic;
import io.openges.app.worker.Worker;
import io.openges.domain.push.PushAccount;
import io.openges.ports.driven.push.PushMarks;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driving.credential.KeepCredential;
import io.openges.ports.driving.push.SendPush;
import io.openges.usecase.Ges;
import io.openges.usecase.credential.KeptCredential;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.push.Announcer;
import io.openges.usecase.push.NearCalls;
import io.openges.usecase.push.Offers;
import io.openges.usecase.push.PushDelivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Pushes to customers' devices. */
final class PushModule extends AbstractModule {

  private static final Duration QUEUES = Duration.ofSeconds(10);
  private static final Duration LONGEST_FOLLOWING = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Provides
  @Singleton
  static ChangeSignal changes() {
    return new ChangeSignal();
  }

  @Provides
  @Singleton
  static KeepCredential<PushAccount> accounts(Vault vault) {
    return KeptCredential.push(vault);
  }

  // Assertions are signed in real time, even where a test moves the clock.
  @Provides
  @Singleton
  static PushNotifications notifications(
      Config config, Egress egress, FaultMetrics faults, LongSupplier nanoTime) {
    var push = config.rules().internet().push();
    var nexus = push.nexus();
    if (nexus != null) {
      return new NexusPush(nexus, egress, faults::nexusFailed);
    }
    var fcm = push.fcm();
    var tokens = push.tokens();
    return new FcmPush(
        fcm == null ? FcmPush.GOOGLE : fcm,
        tokens == null ? FcmPush.GOOGLE_TOKENS : tokens,
        egress,
        InstantSource.system(),
        nanoTime);
  }

  @Provides
  @Singleton
  static PushDelivery delivery(
      KeepCredential<PushAccount> accounts,
      PushNotifications notifications,
      PushMarks marks,
      InstantSource clock) {
    return new PushDelivery(accounts, notifications, marks, clock);
  }

  @Provides
  @Singleton
  static PushWorker pushes(
      Provider<PushDelivery> delivery,
      CallbackMetrics metrics,
      FaultMetrics faults,
      PushWorker.Times times,
      Closer closer) {
    return closer.add(new PushWorker(delivery::get, metrics::pushed, times, faults::uncaught));
  }

  /**
   * At the end of a node there is what its time of grace leaves, which its other parts need too.
   */
  @Provides
  static PushWorker.Times times(LongSupplier nanoTime, Grace grace) {
    return new PushWorker.Times(PAUSE, () -> grace.forWork(PATIENCE), nanoTime);
  }

  @Provides
  @Singleton
  static Announcer announcer(
      PushWorker outbox,
      Announcer.Stores stores,
      Announcer.Parts parts,
      Ges ges,
      PushNotifications notifications,
      ChangeSignal changes) {
    var announcer = new Announcer(outbox, stores, ges.settings(), parts, notifications);
    changes.connect(announcer::committed);
    return announcer;
  }

  @Provides
  @Singleton
  static Announcer.Stores stores(Ges.Stores stores, PushMarks marks, Ges.Voice voice) {
    return new Announcer.Stores(stores.callbacks(), stores.queries(), marks, voice.waitTimes());
  }

  @Provides
  @Singleton
  static Announcer.Parts parts(
      PushWorker outbox, Announcer.Stores stores, Offers offers, Ges ges, InstantSource clock) {
    return new Announcer.Parts(new NearCalls(outbox, stores, ges.settings(), clock), offers);
  }

  @Provides
  @Singleton
  static SendPush sendPush(Announcer announcer) {
    return announcer;
  }

  @ProvidesIntoSet
  @Singleton
  static Worker nearCalls(Announcer.Parts parts, Worker.Surroundings around) {
    return new Worker(
        "near-calls",
        Periodic.every(QUEUES, parts.near()::followQueues).lasting(LONGEST_FOLLOWING),
        around);
  }
}
