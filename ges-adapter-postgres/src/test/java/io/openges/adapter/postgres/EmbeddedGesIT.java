package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driven.UnavailableException;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.memory.InMemoryCallSessions;
import io.openges.ports.memory.InMemoryCallSubmission;
import io.openges.ports.memory.InMemoryIds;
import io.openges.ports.memory.InMemoryRecordCache;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.ports.memory.InMemoryWaitTimes;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Hours;
import io.openges.ports.testing.Settings;
import io.openges.usecase.Ges;
import io.openges.usecase.GesRunner;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** GES within another application, over PostgreSQL, as docs/embedding.md tells it. */
@Timeout(240)
class EmbeddedGesIT {

  private static final BookCallback.Command WISH = new BookCallback.Command(
      Engine.TENANT,
      Engine.ALWAYS,
      Origin.API,
      PhoneNumber.of("+33123456789"),
      BookCallback.When.NOW,
      BookCallback.Extras.NONE);

  private final PostgresConfig database = TestPostgres.newDatabase();
  private final InstantSource time = InstantSource.system();
  private final InMemoryCallSubmission stream = new InMemoryCallSubmission();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(GesRunner.THREADS);

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @Test
  void aRestartedNodeKnowsTheSettingsAndHandsOverWhatWasBookedBefore() {
    try (var postgres = PostgresStores.open(database, System::nanoTime)) {
      var table = Settings.empty()
          .hours("always", Hours.always("Etc/UTC"))
          .queue(Engine.ALWAYS.value(), "always", 2)
          .content();
      var first = assemble(stores(postgres));
      first.publishSettings().publish(new PublishSettings.Command(Engine.TENANT, table, null));
      assertBooks(first);
    }
    try (var postgres = PostgresStores.open(database, System::nanoTime)) {
      var again = assemble(stores(postgres));
      try (var runner = GesRunner.start(again, time, executor, failures::add)) {
        assertThat(runner).isNotNull();
        assertBooks(again);
        Poll.until(() -> stream.entries().size() == 2);
      }
    }
    // a busy server may miss a deadline, of which is told before it is tried again
    assertThat(failures).allMatch(UnavailableException.class::isInstance);
  }

  private static void assertBooks(Ges ges) {
    assertThat(ges.bookCallback().book(WISH)).isInstanceOf(BookCallback.Outcome.Booked.class);
  }

  private static Ges.Stores stores(PostgresStores postgres) {
    var hash = KeyedHash.NONE;
    // tag::stores[]
    var logs =
        new Ges.Logs(postgres.refusedRequests(), postgres.audit(), hash, Duration.ofDays(400));
    var stores = new Ges.Stores(
        postgres.bookings(),
        postgres.idempotencyKeys(),
        postgres.callbacks(),
        postgres.queries(),
        postgres.sessionStorage(),
        new Ges.Upkept(
            postgres.dispatchQueue(),
            postgres.occupancy(),
            new Ges.Published(postgres.settings(), postgres.rules()),
            postgres.retention(),
            new InMemoryRecordCache(),
            postgres.callIns(),
            logs));
    // end::stores[]
    return stores;
  }

  private Ges assemble(Ges.Stores stores) {
    var voice =
        new Ges.Voice(stream, new InMemoryCallSessions(), new InMemoryWaitTimes(), List.of());
    return Ges.assemble(
        stores,
        voice,
        Ges.Guards.counting(new InMemoryThrottleCounters()),
        Ges.Surroundings.quiet("node-1", time, new InMemoryIds(new SecureRandom()::nextLong)),
        Ges.Terms.DEFAULTS);
  }
}
