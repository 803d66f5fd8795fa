package io.openges.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.memory.InMemoryCallInRequests;
import io.openges.ports.memory.InMemoryCallSessions;
import io.openges.ports.memory.InMemoryCallSubmission;
import io.openges.ports.memory.InMemoryCallSubmission.StreamEntry;
import io.openges.ports.memory.InMemoryRecordCache;
import io.openges.ports.memory.InMemoryRequestLog;
import io.openges.ports.memory.InMemoryStores;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.ports.memory.InMemoryWaitTimes;
import io.openges.usecase.Ges;
import io.openges.usecase.GesRunner;
import io.openges.usecase.callback.TimeOrderedIds;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** GES within another application, as docs/embedding.md tells it. */
@Timeout(120)
class EmbeddedGesTest {

  private static final System.Logger log = System.getLogger("callbacks");

  // tag::given[]
  private final TenantId tenant =
      TenantId.parse("9350e2fc-a1dd-4c65-8d40-1f75a2e080dd").orElseThrow();
  private final InstantSource time = InstantSource.system();
  private final InMemoryCallSubmission stream = new InMemoryCallSubmission();
  // end::given[]
  private final Ges ges = assemble(stores());

  private static Ges.Stores stores() {
    // tag::stores[]
    var memory = new InMemoryStores();
    var hash = new HmacKeyedHash("a key of your own".getBytes(UTF_8));
    var logs = new Ges.Logs(new InMemoryRequestLog(), memory.audit(), hash, Duration.ofDays(400));
    var stores = new Ges.Stores(
        memory.bookings(),
        memory.idempotencyKeys(),
        memory.callbacks(),
        memory.queries(),
        memory.sessionStorage(),
        new Ges.Upkept(
            memory.dispatchQueue(),
            memory.occupancy(),
            new Ges.Published(memory.settings(), memory.rules()),
            memory.retention(),
            new InMemoryRecordCache(),
            new InMemoryCallInRequests(),
            logs));
    // end::stores[]
    return stores;
  }

  private Ges assemble(Ges.Stores stores) {
    // tag::assemble[]
    var voice =
        new Ges.Voice(stream, new InMemoryCallSessions(), new InMemoryWaitTimes(), List.of());
    var guards = Ges.Guards.counting(new InMemoryThrottleCounters());
    var ids = new TimeOrderedIds(time, new SecureRandom()::nextLong);
    var surroundings = Ges.Surroundings.quiet("node-1", time, ids);
    var ges = Ges.assemble(stores, voice, guards, surroundings, Ges.Terms.DEFAULTS);
    // end::assemble[]
    return ges;
  }

  private static Map<String, Object> table() {
    // tag::table[]
    var allDay = List.of(Map.of("from", "00:00", "to", "24:00"));
    var week = new TreeMap<String, Object>();
    for (var day : List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")) {
      week.put(day, allDay);
    }
    var always = Map.of("name", "Always", "timezone", "Etc/UTC", "weekly", week);
    var sales = new TreeMap<String, Object>();
    sales.put("businessHours", "always");
    sales.put("maxCallbacksPerSlot", 3);
    sales.put("callbackApplication", "Callback");
    sales.put("applicationStream", "Live");
    sales.put("routingPoint", "8001");
    var table = Map.<String, Object>of(
        "formatVersion", 1,
        "businessHours", Map.of("always", always),
        "queues", Map.of("VQ_Sales", sales));
    // end::table[]
    return table;
  }

  @Test
  void aCallbackIsBookedHandedOverAndCompleted() throws Exception {
    // tag::run[]
    var executor = Executors.newScheduledThreadPool(GesRunner.THREADS);
    var runner = GesRunner.start(
        ges, time, executor, failure -> log.log(Level.WARNING, "tried again", failure));
    // end::run[]
    var table = table();
    // tag::publish[]
    var published = ges.publishSettings().publish(new PublishSettings.Command(tenant, table, null));
    // end::publish[]
    assertThat(published).isInstanceOf(PublishSettings.Outcome.Published.class);

    // tag::book[]
    var outcome = ges.bookCallback()
        .book(new BookCallback.Command(
            tenant,
            new QueueName("VQ_Sales"),
            Origin.API,
            PhoneNumber.of("+33123456789"),
            BookCallback.When.NOW,
            BookCallback.Extras.NONE));
    // end::book[]
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);

    var callback = awaitCall().submission().callback();
    assertThat(complete(callback)).isInstanceOf(ReportSession.Outcome.Accepted.class);
    var found = ges.callbacks().find().find(callback.key()).orElseThrow().callback();
    assertThat(found.status().state()).isEqualTo(CallbackState.COMPLETED);

    // tag::end[]
    runner.close();
    executor.shutdown();
    // end::end[]
    assertThat(executor.awaitTermination(60, SECONDS)).isTrue();
  }

  private ReportSession.Outcome complete(Callback callback) {
    // tag::report[]
    var outcome = ges.callbacks()
        .report()
        .report(
            callback.key(),
            new SessionReport(
                callback.attempt().number(),
                null,
                new SessionReport.Change(
                    CallbackState.COMPLETED, CompletionReason.AGENT_CONNECTED, null),
                new SessionReport.Reporter("call 4711", null),
                SessionReport.Standing.UNKNOWN,
                null));
    // end::report[]
    return outcome;
  }

  private StreamEntry awaitCall() {
    while (true) {
      var calls = stream.deliver();
      if (!calls.isEmpty()) {
        return calls.get(0);
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
