package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.app.health.HealthCheck;
import io.openges.app.metrics.CallbackGauges;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.FaultMetrics;
import io.openges.app.metrics.OutOfHours;
import io.openges.app.worker.Alarm;
import io.openges.app.worker.Dispatcher;
import io.openges.app.worker.Heartbeats;
import io.openges.app.worker.OnCall;
import io.openges.app.worker.Periodic;
import io.openges.app.worker.RefusalWriter;
import io.openges.app.worker.SchedulerLag;
import io.openges.app.worker.SecondDispatcher;
import io.openges.app.worker.Wakeups;
import io.openges.app.worker.Worker;
import io.openges.app.worker.Workers;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.usecase.Ges;
import io.openges.usecase.GesRunner;
import io.openges.usecase.dispatch.DispatchDueService;
import io.openges.usecase.queue.BookingsOutOfHours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What a node does by itself. */
final class WorkerModule extends AbstractModule {

  private static final double PURGE_JITTER = 0.1;
  private static final Duration GAUGES = Duration.ofSeconds(15);

  /** A routing server that answers slowly is asked for each tenant, for many queues at once. */
  private static final Duration LONGEST_FOLLOWING = Duration.ofMinutes(5);

  /** Some servers that answer slowly, one after the other, and then the database. */
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(5);

  /** So many doubts wait for slow servers at once. */
  private static final int SETTLERS = 4;

  /** Tens of thousands of callbacks of each tenant are read. */
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

  /** After a long silence much is to be deleted at once. */
  private static final Duration LONGEST_PURGE = Duration.ofMinutes(30);

  @Provides
  @Singleton
  static Worker.Surroundings surroundings(Heartbeats heartbeats, FaultMetrics faults) {
    return Worker.Surroundings.with(heartbeats, faults::uncaught);
  }

  @Provides
  @Singleton
  static SettingsSignal settingsSignal() {
    return new SettingsSignal(new Alarm());
  }

  @Provides
  @Singleton
  static Tidiness tidiness() {
    return new Tidiness();
  }

  @Provides
  @Singleton
  static Dispatchers dispatchers(
      Dispatcher first,
      Wakeups wakeups,
      Helpers helpers,
      Worker.Surroundings around,
      LongSupplier nanoTime) {
    var second = helpers.second();
    var workers = new ArrayList<Worker>();
    workers.add(new Worker("dispatcher", first, wakeups.alarm(), around));
    workers.add(new Worker("second-dispatcher", second, second.alarm(), around));
    for (var sessions : helpers.sessions()) {
      workers.add(new Worker("sessions-" + workers.size(), sessions, sessions.alarm(), around));
    }
    return new Dispatchers(new Workers(workers, nanoTime));
  }

  @Provides
  @Singleton
  static Dispatcher dispatcher(
      Ges ges,
      Wakeups wakeups,
      CallbackGauges gauges,
      Helpers helpers,
      Worker.Surroundings around) {
    return new Dispatcher(ges.dispatchDue(), wakeups, around.backoff(), claimed -> {
      gauges.due(claimed);
      helpers.claimed(claimed);
      if (claimed >= DispatchDueService.BATCH) {
        helpers.second().call();
      }
    });
  }

  /** What works beside the dispatcher. */
  record Helpers(SecondDispatcher second, List<OnCall> sessions, Tidiness tidiness) {

    void claimed(int count) {
      tidiness.claimed(count);
      if (count > 0) {
        sessions.forEach(OnCall::call);
      }
    }
  }

  @Provides
  @Singleton
  static Helpers helpers(Ges ges, Tidiness tidiness) {
    var sessions = Stream.generate(() -> new OnCall(ges.dispatchDue()::settle, LONGEST_SETTLING))
        .limit(SETTLERS)
        .toList();
    var second = new SecondDispatcher(ges.dispatchDue(), claimed -> {
      tidiness.claimed(claimed);
      if (claimed > 0) {
        sessions.forEach(OnCall::call);
      }
    });
    return new Helpers(second, sessions, tidiness);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker waitTimes(Ges ges, Worker.Surroundings around) {
    return new Worker(
        "wait-times",
        Periodic.every(GesRunner.WAIT_TIMES, ges.dispatchDue()::followWaitTimes)
            .lasting(LONGEST_FOLLOWING),
        around);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker purger(Ges ges, Worker.Surroundings around) {
    var step = new Periodic(
        ges.dispatchDue()::purge,
        GesRunner.PURGE,
        PURGE_JITTER,
        () -> ThreadLocalRandom.current().nextDouble());
    return new Worker("purger", step.lasting(LONGEST_PURGE), around);
  }

  @Provides
  @Singleton
  static RefusalSignal refusalSignal() {
    return new RefusalSignal(new Alarm());
  }

  @ProvidesIntoSet
  @Singleton
  static Worker refusals(Ges ges, RefusalSignal signal, Worker.Surroundings around) {
    var step = new RefusalWriter(ges.questions().refused());
    return new Worker("refusals", step, signal.alarm(), around);
  }

  @Provides
  @Singleton
  static SettingsRefresh settingsRefresh(
      Ges ges, Tenants tenants, CallbackMetrics metrics, CallbackGauges gauges) {
    return new SettingsRefresh(ges, tenants, metrics, gauges);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker settings(
      SettingsRefresh refresh, SettingsSignal signal, Worker.Surroundings around) {
    return new Worker(
        "settings", Periodic.every(SettingsRefresh.INTERVAL, refresh), signal.alarm(), around);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker gauges(CallbackGauges gauges, Worker.Surroundings around) {
    return new Worker("gauges", Periodic.every(GAUGES, gauges::refresh), around);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker outOfHours(
      Ges.Stores stores, Ges ges, CallbackGauges gauges, Worker.Surroundings around) {
    var look = new OutOfHours(new BookingsOutOfHours(stores.queries()), ges.settings(), gauges);
    return new Worker(
        "out-of-hours", Periodic.every(OutOfHours.INTERVAL, look).lasting(LONGEST_LOOK), around);
  }

  @ProvidesIntoSet
  @Singleton
  static Worker lag(SchedulerLag lag, Worker.Surroundings around) {
    return new Worker("scheduler-lag", lag, around);
  }

  @Provides
  @Singleton
  static Workers all(
      Set<Worker> workers,
      Set<HealthCheck> checks,
      Worker.Surroundings around,
      LongSupplier nanoTime) {
    List<Worker> all = new ArrayList<>(workers);
    for (var check : checks) {
      var step = Periodic.every(HealthCheck.INTERVAL, check);
      all.add(new Worker("health-" + check.dependency(), step, new Alarm(), around));
    }
    return new Workers(all, nanoTime);
  }
}
