package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.testing.Callbacks;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time limits are far above the eight seconds that anything may take: they find hangs. */
@Timeout(60)
class OutageIT {

  private static final Executor THREADS = work -> new Thread(work).start();

  private final PostgresConfig direct = TestPostgres.newDatabase();
  private Wire wire;
  private PostgresStores stores;

  @BeforeEach
  void open() throws IOException {
    wire = new Wire(direct);
    stores = PostgresStores.open(wire.through(direct), System::nanoTime);
  }

  @AfterEach
  void close() throws IOException {
    wire.mend();
    stores.close();
    wire.close();
  }

  @Test
  void callersDoNotNoticeThatTheServerEndedTheirConnections() throws SQLException {
    var callback = Callbacks.scheduled().build();
    stores.clock().now();
    endSessions();

    assertThat(stores.bookings().book(Bookings.of(callback, 1))).isEqualTo(new Outcome.Booked());
    endSessions();

    assertThat(stores.callbacks().find(callback.key())).contains(callback);
  }

  @Test
  void everyCallFailsInTimeWhenTheServerIsGone() {
    wire.cut();

    assertEverythingIsUnavailable();
  }

  @Test
  void everyCallFailsInTimeWhenTheServerIsSilent() {
    stores.clock().now();
    wire.fallSilent();

    assertEverythingIsUnavailable();
  }

  @Test
  void allIsWellAfterAnOutage() {
    var callback = Callbacks.scheduled().build();
    wire.cut();
    assertUnavailable(() -> stores.clock().now());

    wire.mend();

    Poll.until(this::answers);
    assertThat(stores.bookings().book(Bookings.of(callback, 1))).isEqualTo(new Outcome.Booked());
    assertThat(stores.callbacks().find(callback.key())).contains(callback);
  }

  /** The time limit of the class finds out if each of them waits for PostgreSQL. */
  @Test
  void hundredsOfCallsLearnFromTheFirstThatTheServerIsGone() {
    wire.cut();
    assertUnavailable(() -> stores.clock().now());
    Poll.until(stores::isAway);

    assertAllAreRefused();
  }

  @Test
  void hundredsOfCallsLearnFromTheFirstThatTheServerIsSilent() {
    stores.clock().now();
    wire.fallSilent();
    assertUnavailable(() -> stores.clock().now());
    Poll.until(stores::isAway);

    assertAllAreRefused();
  }

  @Test
  void aServerThatComesBackIsNoticedByItself() throws InterruptedException {
    var noticed = new CountDownLatch(1);
    stores.whenBack(noticed::countDown);
    wire.cut();
    assertUnavailable(() -> stores.clock().now());
    Poll.until(stores::isAway);
    wire.mend();

    noticed.await();

    var callback = Callbacks.scheduled().build();
    assertThat(stores.bookings().book(Bookings.of(callback, 1))).isEqualTo(new Outcome.Booked());
  }

  @Test
  void aStatementThatWaitsTooLongIsNoOutage() throws SQLException {
    var key = Callbacks.scheduled().build().key();
    try (var connection = TestPostgres.connect(direct);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE callback");

      assertUnavailable(() -> stores.callbacks().find(key));

      assertThat(stores.isAway()).isFalse();
    }
  }

  @Test
  void aPrimaryThatBecameAReplicaIsLeft() throws SQLException {
    var callback = Callbacks.scheduled().build();
    stores.clock().now();
    setReadOnly("on");
    assertUnavailable(() -> stores.bookings().book(Bookings.of(callback, 1)));
    Poll.until(stores::isAway);

    setReadOnly("off");

    Poll.until(() -> !stores.isAway());
    assertThat(stores.bookings().book(Bookings.of(callback, 1))).isEqualTo(new Outcome.Booked());
  }

  @Test
  void aServerThatIsDownAtTheStartIsUnavailable() {
    wire.cut();

    assertThatThrownBy(() -> PostgresStores.open(wire.through(direct), System::nanoTime))
        .isInstanceOf(DependencyUnavailableException.class);
  }

  private void assertAllAreRefused() {
    var callback = Callbacks.scheduled().build();
    for (int i = 0; i < 200; i++) {
      assertUnavailable(() -> stores.callbacks().find(callback.key()));
      assertUnavailable(() -> stores.bookings().book(Bookings.of(callback, 1)));
    }
  }

  /** New sessions, and transactions of old ones that are idle now, are read-only or not. */
  private void setReadOnly(String value) throws SQLException {
    try (var connection = TestPostgres.connect(direct);
        var statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = off");
      statement.execute("ALTER DATABASE " + connection.getCatalog()
          + " SET default_transaction_read_only = " + value);
    }
    endSessions();
  }

  private void assertEverythingIsUnavailable() {
    var callback = Callbacks.scheduled().build();
    var all = List.<Runnable>of(
        () -> stores.bookings().book(Bookings.of(callback, 1)),
        () -> stores.callbacks().find(callback.key()),
        () -> stores.clock().now(),
        () -> stores.settings().versions(),
        () -> stores.sessionStorage().merge(callback.key(), Map.of("a", "1")));
    var calls = all.stream()
        .map(call -> CompletableFuture.runAsync(() -> assertUnavailable(call), THREADS))
        .toList();
    calls.forEach(CompletableFuture::join);
  }

  private static void assertUnavailable(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(DependencyUnavailableException.class);
  }

  private boolean answers() {
    try {
      stores.clock().now();
      return true;
    } catch (DependencyUnavailableException notYet) {
      return false;
    }
  }

  private void endSessions() throws SQLException {
    try (var connection = TestPostgres.connect(direct);
        var statement = connection.createStatement()) {
      statement.execute("""
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """);
    }
  }
}
