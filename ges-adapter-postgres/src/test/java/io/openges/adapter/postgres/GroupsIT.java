package io.openges.adapter.postgres;

import static io.openges.ports.testing.Callbacks.BOOKED_AT;
import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.queue.SettingsStore.Publication;
import io.openges.ports.testing.CallbackBuilder;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import io.openges.usecase.callback.TimeOrderedIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens between callers that share transactions, and between nodes. */
@Timeout(120)
class GroupsIT {

  private final PostgresConfig config = TestPostgres.newDatabase();
  private final TenantId tenant = Callbacks.anyTenant();
  private final QueueName queue = new QueueName("sales");
  private PostgresStores stores;

  @BeforeEach
  void open() {
    var oneWriter = new PostgresConfig(config.jdbcUrl(), config.user(), config.password(), 5, 1);
    stores = PostgresStores.open(oneWriter, System::nanoTime);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void twoNodesNeverOversellASlot() throws InterruptedException {
    try (var other = PostgresStores.open(config, System::nanoTime)) {
      var nodes = List.of(stores, other);
      var outcomes = new Race(16, 30)
          .run((caller, round) -> nodes
              .get(caller % 2)
              .bookings()
              .book(Bookings.of(callback().queue(new QueueName("q" + round)).build(), 5)));

      assertThat(outcomes).allSatisfy(round -> {
        assertThat(round).filteredOn(Outcome.Booked.class::isInstance).hasSize(5);
        assertThat(round)
            .filteredOn(outcome -> !(outcome instanceof Outcome.Booked))
            .containsOnly(new Outcome.SlotFull(5));
      });
    }
  }

  @Test
  void aPublicationThatComesWhileABookingWaitsForItsSlotIsSeen() throws Exception {
    stores.bookings().book(Bookings.of(callback().build(), 9));
    try (var other = PostgresStores.open(config, System::nanoTime);
        var holder = TestPostgres.connect(config)) {
      holder.setAutoCommit(false);
      execute(holder, "SELECT * FROM slot_block FOR UPDATE");
      var late = submit(Bookings.of(callback().build(), 9));
      Poll.until(() -> TestPostgres.query(config, "SELECT count(*) FROM pg_locks WHERE NOT granted")
          .equals("1"));
      other.settings().publish(tenant, 0, new Publication(Map.of(), NOON, null));
      holder.rollback();

      assertThat(late.join()).isEqualTo(new Outcome.Outdated());
    }
    var used = stores.occupancy().read(tenant, queue, Bookings.SLOT).usedIn(Bookings.SLOT);
    assertThat(used).isEqualTo(1);
  }

  @Test
  void ofTwinsOnTwoNodesOneIsBooked() throws InterruptedException {
    try (var other = PostgresStores.open(config, System::nanoTime)) {
      var nodes = List.of(stores, other);
      var outcomes = new Race(8, 20)
          .run((caller, round) -> nodes
              .get(caller % 2)
              .bookings()
              .book(Bookings.of(
                  callback().build(), 1000, new Remembered("k" + round, "f", "a", BOOKED_AT))));

      assertThat(outcomes).allSatisfy(round -> {
        assertThat(round).filteredOn(Outcome.Booked.class::isInstance).hasSize(1);
        assertThat(round).filteredOn(new Outcome.Replayed("a")::equals).hasSize(7);
      });
    }
  }

  @Test
  void aBadBookingHarmsNoneOfItsBatch() throws Exception {
    var known = callback().build();
    stores.bookings().book(Bookings.of(known, 100));
    var bookings = new ArrayList<NewBooking>();
    for (int i = 0; i < 9; i++) {
      bookings.add(Bookings.of(callback().build(), 100));
    }
    bookings.add(4, Bookings.of(known, 100));

    var outcomes = bookTogether(bookings);

    for (int i = 0; i < outcomes.size(); i++) {
      var outcome = outcomes.get(i);
      if (i == 4) {
        assertThatThrownBy(outcome::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(IllegalStateException.class)
            .hasMessageContaining("23505");
      } else {
        assertThat(outcome.join()).isEqualTo(new Outcome.Booked());
      }
    }
    var used = stores.occupancy().read(tenant, queue, Bookings.SLOT).usedIn(Bookings.SLOT);
    assertThat(used).isEqualTo(11);
  }

  @Test
  void bookingsThatWaitAreOneTransaction() throws Exception {
    var bookings = new ArrayList<NewBooking>();
    for (int i = 0; i < 100; i++) {
      bookings.add(Bookings.of(callback().build(), 1000));
    }
    stores.bookings().book(Bookings.of(callback().build(), 1000));

    bookTogether(bookings).forEach(CompletableFuture::join);

    assertThat(TestPostgres.query(
            config, "SELECT count(DISTINCT xmin::text) FROM callback WHERE queue = 'sales'"))
        .isEqualTo("3");
  }

  @Test
  void aKeyThatAnotherNodeIsUsingIsBusyInTheEnd() throws Exception {
    try (var otherNode = TestPostgres.connect(config)) {
      otherNode.setAutoCommit(false);
      execute(otherNode, "INSERT INTO idempotency_key VALUES ('" + tenant + "', 'k', 0, 'f', 'a')");

      assertThat(stores
              .bookings()
              .book(Bookings.of(callback().build(), 1, new Remembered("k", "f", "a", BOOKED_AT))))
          .isEqualTo(new Outcome.KeyBusy());
      otherNode.rollback();
    }
  }

  @Test
  void aKeyThatTheReleaseBeforeUsedAnewIsErased() throws SQLException {
    var usedAt = BOOKED_AT.plus(Duration.ofHours(24)).plusMillis(1);
    var first = idAt(BOOKED_AT, 1);
    var second = idAt(usedAt, 2);
    try (var otherNode = TestPostgres.connect(config)) {
      execute(
          otherNode,
          "INSERT INTO idempotency_key VALUES ('%s', 'k', %s, 'f', '{\"id\":\"%s\"}', '%s')"
              .formatted(tenant, Long.toString(usedAt.toEpochMilli()), second, first));
    }
    var keys = stores.idempotencyKeys();

    keys.erase(new CallbackKey(tenant, idAt(usedAt, 3)));
    assertThat(keys.find(tenant, "k", usedAt)).map(Remembered::fingerprint).contains("f");

    keys.erase(new CallbackKey(tenant, second));
    assertThat(keys.find(tenant, "k", usedAt))
        .contains(new Remembered("k", Remembered.ERASED, "", usedAt));
  }

  private static CallbackId idAt(Instant time, long chance) {
    return new TimeOrderedIds(InstantSource.fixed(time), () -> chance).next();
  }

  @Test
  void aTimelineIsAFewLinesOfText() {
    var callback = callback().build();
    stores.bookings().book(Bookings.of(callback, 1));

    assertThat(TestPostgres.query(config, "SELECT timeline FROM callback_progress"))
        .isEqualTo(BOOKED_AT.toEpochMilli() + "|C|>S|1|\n");
  }

  /** Holds the slot until all bookings wait behind one that waits for it, then lets them go. */
  private List<CompletableFuture<Outcome>> bookTogether(List<NewBooking> bookings)
      throws SQLException {
    try (var holder = TestPostgres.connect(config)) {
      holder.setAutoCommit(false);
      execute(holder, "SELECT * FROM slot_block FOR UPDATE");
      var first = submit(Bookings.of(callback().build(), 1000));
      Poll.until(() -> TestPostgres.query(config, "SELECT count(*) FROM pg_locks WHERE NOT granted")
          .equals("1"));
      var outcomes = new ArrayList<CompletableFuture<Outcome>>();
      for (var booking : bookings) {
        outcomes.add(submit(booking));
        Poll.until(() -> bookingStore().waiting() == outcomes.size());
      }
      holder.rollback();
      assertThat(first.join()).isEqualTo(new Outcome.Booked());
      return outcomes;
    }
  }

  private CompletableFuture<Outcome> submit(NewBooking booking) {
    return CompletableFuture.supplyAsync(
        () -> stores.bookings().book(booking), work -> new Thread(work).start());
  }

  private PostgresBookingStore bookingStore() {
    return (PostgresBookingStore) stores.bookings();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private CallbackBuilder callback() {
    return Callbacks.scheduled().tenant(tenant).queue(queue).desiredAt(NOON);
  }
}
