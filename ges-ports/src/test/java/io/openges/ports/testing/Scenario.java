package io.openges.ports.testing;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.dispatch.DispatchTerms;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.CallbackQueries.Filter;
import io.openges.ports.driven.callback.CallbackQueries.Page;
import io.openges.ports.driven.callback.CallbackQueries.Range;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.queue.AssignRules;
import io.openges.ports.driving.queue.KeepCapacityRules;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import io.openges.ports.memory.InMemoryCallSubmission.StreamEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A story told to the callback engine: settings, a clock, bookings, and days that pass in no time.
 * Everything is in memory and nothing runs by itself, so a story always ends the same.
 *
 * <p>Not thread-safe; one thread at a time.
 */
public final class Scenario {

  private static final Duration STUCK = Duration.ofSeconds(1);

  private final Engine engine;
  private final List<Call> calls = new ArrayList<>();
  private final Map<QueueName, Integer> waits = new HashMap<>();

  private Scenario(Engine engine) {
    this.engine = engine;
  }

  /**
   * Starts a story.
   *
   * @param start an ISO date-time with offset, such as {@code 2027-10-25T08:00+02:00}
   */
  public static Scenario startingAt(String start, Settings settings) {
    var scenario = new Scenario(Engine.startingAt(at(start)));
    scenario.publish(settings);
    return scenario;
  }

  /** Reads an ISO date-time with offset. */
  public static Instant at(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }

  /** Returns the engine, for all that a story has no words for. */
  public Engine engine() {
    return engine;
  }

  /** Returns what the clock shows. */
  public Instant now() {
    return engine.time().instant();
  }

  /** Puts other settings in force; they must be valid. */
  public void publish(Settings settings) {
    engine.publishAll(settings.content());
  }

  /** Lets a queue's calls wait for so many seconds from now on. */
  public void waitOf(String queue, int seconds) {
    engine.waitTimes().set(Engine.TENANT, new QueueName(queue), WaitTime.ofSeconds(seconds));
    waits.put(new QueueName(queue), seconds);
  }

  /**
   * Makes a capacity rule of hours and gives it to a queue.
   *
   * @param cells such as {@code Map.of("mon", Map.of("09:00", 10))}
   */
  public void capacity(String queue, Map<String, ?> cells) {
    var name = "Rule of " + queue;
    var rules = engine.ges().rules();
    var made = rules
        .capacity()
        .change(new RuleCommand<>(
            Engine.TENANT, new KeepCapacityRules.Change.Define(name, 60, cells), null, null));
    if (!(made instanceof RuleOutcome.Changed)) {
      throw new IllegalArgumentException(made.toString());
    }
    var given = rules
        .assign()
        .assign(AssignRules.Command.one(
            Engine.TENANT, new QueueName(queue), AssignRules.Kind.CAPACITY, name));
    if (!(given instanceof AssignRules.Outcome.Assigned)) {
      throw new IllegalArgumentException(given.toString());
    }
  }

  /**
   * Asks for a callback.
   *
   * @param desired an ISO date-time with offset, null for as soon as may be
   */
  public BookCallback.Outcome ask(String queue, @Nullable String desired) {
    return engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            new QueueName(queue),
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(desired == null ? null : at(desired), false),
            BookCallback.Extras.NONE));
  }

  /**
   * Asks for a callback that must be granted.
   *
   * @param desired an ISO date-time with offset, null for as soon as may be
   * @throws IllegalStateException if it is refused
   */
  public Callback book(String queue, @Nullable String desired) {
    var outcome = ask(queue, desired);
    if (outcome instanceof BookCallback.Outcome.Booked booked) {
      return booked.callback();
    }
    throw new IllegalStateException("not booked at " + now() + ": " + outcome);
  }

  /** Cancels a callback as its customer. */
  public void cancel(Callback callback) {
    engine
        .ges()
        .callbacks()
        .cancel()
        .cancel(new CancelCallback.Command(
            callback.key(), CompletionReason.CANCELLED, TimelineEvent.Actor.CUSTOMER));
  }

  /** Returns the callback as it is now. */
  public Callback current(Callback callback) {
    return engine.ges().callbacks().find().find(callback.key()).orElseThrow().callback();
  }

  /**
   * Returns the slots that can be booked on the local day of {@code day}, whatever its length.
   *
   * @throws IllegalArgumentException if the settings in force have no such queue
   */
  public List<FreeSlot> slots(String queue, ZonedDateTime day) {
    var date = day.toLocalDate();
    var zone = day.getZone();
    var range = new Interval(
        date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
    return engine
        .ges()
        .askQueue()
        .slots(Engine.TENANT, new QueueName(queue), range, false)
        .orElseThrow(() -> new IllegalArgumentException("no queue named " + queue))
        .slots();
  }

  /**
   * Lets time pass up to an instant, stopping wherever the engine has something to do. Agents take
   * every call the moment it is handed over.
   */
  public void runTo(String time) {
    var end = at(time);
    while (true) {
      work();
      var wake = engine.ges().dispatchDue().run().nextWake().orElse(Instant.MAX);
      var wait = nextDueByWait();
      var next = wake.isBefore(wait) ? wake : wait;
      if (next.isAfter(end)) {
        break;
      }
      engine.time().set(next.isAfter(now()) ? next : now().plus(STUCK));
    }
    engine.time().set(end);
    work();
  }

  /** Returns the calls that agents have taken so far, in their order. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /**
   * Returns when a wait makes the next callback due that may sleep longer: nodes see that by
   * reading the waits every 30 seconds, and a story stops there to read them.
   */
  private Instant nextDueByWait() {
    var next = Instant.MAX;
    for (var queue : waits.entrySet()) {
      var ahead =
          Duration.ofSeconds(queue.getValue()).plus(DispatchTerms.DEFAULTS.promotionBuffer());
      var desired =
          engine.stores().queries().list(scheduledAfter(queue.getKey(), now().plus(ahead)));
      for (var callback : desired) {
        var due = callback.schedule().desiredTime().minus(ahead);
        next = due.isBefore(next) ? due : next;
      }
    }
    return next;
  }

  /** Asks for the first scheduled callback of a queue that is desired after {@code time}. */
  private static Filter scheduledAfter(QueueName queue, Instant time) {
    return new Filter(
        Engine.TENANT,
        Set.of(CallbackState.SCHEDULED),
        queue,
        new Range(time.plusMillis(1), null),
        null,
        new Page(1, null));
  }

  private void work() {
    engine.ges().dispatchDue().followSettings();
    engine.ges().dispatchDue().followWaitTimes();
    engine.dispatch();
    for (var entry : engine.stream().deliver()) {
      play(entry);
    }
  }

  private void play(StreamEntry entry) {
    var callback = entry.submission().callback();
    calls.add(new Call(callback, now()));
    report(callback, CallbackState.QUEUED, null);
    report(callback, CallbackState.PROCESSING, null);
    report(callback, CallbackState.COMPLETED, CompletionReason.AGENT_CONNECTED);
  }

  private void report(Callback callback, CallbackState state, @Nullable CompletionReason reason) {
    engine
        .ges()
        .callbacks()
        .report()
        .report(
            callback.key(),
            new SessionReport(
                callback.attempt().number(),
                null,
                new SessionReport.Change(state, reason, null),
                new SessionReport.Reporter("session of " + callback.key().id(), null),
                SessionReport.Standing.UNKNOWN,
                null));
  }

  /**
   * A call that agents took. Immutable and thread-safe.
   *
   * @param callback as it was handed over
   * @param at when it was handed over
   */
  public record Call(Callback callback, Instant at) {}
}
