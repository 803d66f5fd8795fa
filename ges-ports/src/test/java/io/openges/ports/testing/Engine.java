package io.openges.ports.testing;

import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.memory.InMemoryCallInRequests;
import io.openges.ports.memory.InMemoryCallSessions;
import io.openges.ports.memory.InMemoryCallSubmission;
import io.openges.ports.memory.InMemoryIds;
import io.openges.ports.memory.InMemoryRecordCache;
import io.openges.ports.memory.InMemoryRequestLog;
import io.openges.ports.memory.InMemoryStores;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.ports.memory.InMemoryWaitTimes;
import io.openges.usecase.Ges;
import io.openges.usecase.captcha.CaptchaGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The whole callback engine in memory, with a clock of the test's own: what embedders use to try
 * their rules, and what the tests of the driving adapters run against. Safe for use by many threads
 * at once.
 */
public final class Engine {

  /** The tenant the engine's settings belong to. */
  public static final TenantId TENANT =
      TenantId.parse("9350e2fc-a1dd-4c65-8d40-1f75a2e080dd").orElseThrow();

  /** A queue that never closes. */
  public static final QueueName ALWAYS = new QueueName("VQ_Always");

  /** A queue that is open on weekdays from 09:00 to 17:00 in Paris. */
  public static final QueueName OFFICE = new QueueName("VQ_Office");

  private static final KeyedHash HASH =
      (tenant, text) -> Optional.of(Integer.toHexString((tenant + text).hashCode()));

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final MovableTime time;
  private final AtomicLong ids = new AtomicLong();
  private final InMemoryStores stores = new InMemoryStores();
  private final InMemoryRecordCache cache = new InMemoryRecordCache();
  private final InMemoryCallInRequests callIns = new InMemoryCallInRequests();
  private final InMemoryRequestLog refused = new InMemoryRequestLog();
  private final InMemoryCallSubmission stream = new InMemoryCallSubmission();
  private final InMemoryCallSessions sessions = new InMemoryCallSessions();
  private final InMemoryWaitTimes waitTimes = new InMemoryWaitTimes();
  private final CaptchaGuard captcha;
  private final InMemoryThrottleCounters throttle = new InMemoryThrottleCounters();
  private final Ges ges;
  private final AtomicLong waited = new AtomicLong();
  private volatile Runnable pause = () -> {};

  private Engine(Instant start, UnaryOperator<CallSubmission> around, CaptchaGuard captcha) {
    this.captcha = captcha;
    this.time = new MovableTime(start);
    this.ges = node("node-1", stores.bookings(), around.apply(stream));
  }

  private Ges node(String name, BookingStore bookings, CallSubmission submission) {
    var upkept = new Ges.Upkept(
        stores.dispatchQueue(),
        stores.occupancy(),
        new Ges.Published(stores.settings(), stores.rules()),
        stores.retention(),
        cache,
        callIns,
        new Ges.Logs(refused, stores.audit(), HASH, Duration.ofDays(400)));
    return Ges.assemble(
        new Ges.Stores(
            bookings,
            stores.idempotencyKeys(),
            stores.callbacks(),
            stores.queries(),
            stores.sessionStorage(),
            upkept),
        new Ges.Voice(submission, sessions, waitTimes, List.of("eu", "us", "ap")),
        new Ges.Guards(captcha, throttle, this::pause, waited::get),
        Ges.Surroundings.quiet(name, time, new InMemoryIds(ids::incrementAndGet)),
        Ges.Terms.DEFAULTS);
  }

  /**
   * Starts an engine at {@code start} with two queues, {@link #ALWAYS} with two places a slot of 15
   * minutes and {@link #OFFICE} with three.
   */
  public static Engine startingAt(Instant start) {
    return startingAt(start, UnaryOperator.identity());
  }

  /**
   * Starts an engine whose way to the voice platform is changed by {@code around}: to make it fail.
   */
  public static Engine startingAt(Instant start, UnaryOperator<CallSubmission> around) {
    return published(new Engine(start, around, CaptchaGuard.NONE));
  }

  /** Has {@code pause} run whenever a booking waits a tenth of a second for its twin. */
  public void whenWaiting(Runnable pause) {
    this.pause = pause;
  }

  private void pause() {
    waited.addAndGet(PAUSE.toNanos());
    pause.run();
  }

  /** Starts an engine that keeps some from booking. */
  public static Engine guarded(Instant start, CaptchaGuard captcha) {
    return published(new Engine(start, UnaryOperator.identity(), captcha));
  }

  private static Engine published(Engine engine) {
    engine.publish(Map.of(ALWAYS.value(), row("always", 2), OFFICE.value(), row("paris", 3)));
    return engine;
  }

  /**
   * Returns the columns of a row with what is required, and a capacity; how much else may be booked
   * is not limited.
   */
  public static Map<String, Object> row(String businessHours, int capacity) {
    var row = new LinkedHashMap<String, Object>();
    row.put("callbackApplication", "Callback");
    row.put("applicationStream", "Live");
    row.put("businessHours", businessHours);
    row.put("routingPoint", "8001");
    row.put("maxCallbacksPerSlot", capacity);
    row.put("duplicateCheck", "off");
    List.of("throttleNumberLimit", "throttleServiceLimit1", "throttleServiceLimit2")
        .forEach(limit -> row.put(limit, 0));
    row.put("maxQueuedImmediate", 0);
    return row;
  }

  /** Publishes rows beside the hours {@code always} and {@code paris}; they must be valid. */
  public void publish(Map<String, Object> queues) {
    var content = Map.<String, Object>of(
        "formatVersion",
        1,
        "businessHours",
        Map.of(
            "always", Hours.always("Etc/UTC").content(),
            "paris", Hours.in("Europe/Paris").weekdays("09:00", "17:00").content()),
        "queues",
        queues);
    publishAll(content);
  }

  /** Publishes a whole table; it must be valid. */
  public void publishAll(Map<String, Object> content) {
    var outcome = ges.publishSettings().publish(new PublishSettings.Command(TENANT, content, null));
    if (!(outcome instanceof PublishSettings.Outcome.Published)) {
      throw new IllegalArgumentException(outcome.toString());
    }
  }

  /**
   * Starts another node over the same stores. It knows no settings but those that were in force
   * when it was last told to refresh them.
   *
   * @param around changes its way to the store of bookings
   */
  public Ges otherNode(UnaryOperator<BookingStore> around) {
    return node("node-2", around.apply(stores.bookings()), stream);
  }

  /** Returns what the engine keeps everything in. */
  public InMemoryStores stores() {
    return stores;
  }

  /** Returns the driving ports. */
  public Ges ges() {
    return ges;
  }

  /** Returns the clock. */
  public MovableTime time() {
    return time;
  }

  /** Returns the queue, to claim from it as another node does. */
  public DispatchQueue dispatchQueue() {
    return stores.dispatchQueue();
  }

  /** Returns the stream that sessions start from. */
  public InMemoryCallSubmission stream() {
    return stream;
  }

  /** Returns the sessions, to be scripted. */
  public InMemoryCallSessions sessions() {
    return sessions;
  }

  /** Returns the waiting times, to be set. */
  public InMemoryWaitTimes waitTimes() {
    return waitTimes;
  }

  /** Returns the call-in requests. */
  public InMemoryCallInRequests callIns() {
    return callIns;
  }

  /** Returns the cache. */
  public InMemoryRecordCache cache() {
    return cache;
  }

  /** Runs rounds of dispatch, and what they leave to be asked, until nothing is due any more. */
  public void dispatch() {
    for (int round = 0; round < 50; round++) {
      var done = ges.dispatchDue().run();
      boolean asked = ges.dispatchDue().settle();
      if ((done.claimed() == 0 && !asked) || done.failed() > 0) {
        return;
      }
    }
    throw new IllegalStateException("still something due after 50 rounds at " + time.instant());
  }
}
