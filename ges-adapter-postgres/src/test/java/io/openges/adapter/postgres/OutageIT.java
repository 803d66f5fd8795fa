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
    stores.ping();
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
    stores.ping();
    wire.fallSilent();

    assertEverythingIsUnavailable();
  }

  @Test
  void allIsWellAfterAnOutage() {
    var callback = Callbacks.scheduled().build();
    wire.cut();
    assertUnavailable(() -> stores.ping());

    wire.mend();

    Poll.until(this::answers);
    assertThat(stores.bookings().book(Bookings.of(callback, 1))).isEqualTo(new Outcome.Booked());
    assertThat(stores.callbacks().find(callback.key())).contains(callback);
  }

  @Test
  void aBookingWaitsForAServerThatComesBackSoon() {
    wire.cut();
    var callback = Callbacks.scheduled().build();
    var booking = CompletableFuture.supplyAsync(
        () -> stores.bookings().book(Bookings.of(callback, 1)), THREADS);
    Poll.until(() -> stores.poolUse().waiting() > 0);

    wire.mend();

    assertThat(booking.join()).isEqualTo(new Outcome.Booked());
  }

  @Test
  void aServerThatIsDownAtTheStartIsUnavailable() {
    wire.cut();

    assertThatThrownBy(() -> PostgresStores.open(wire.through(direct), System::nanoTime))
        .isInstanceOf(DependencyUnavailableException.class);
  }

  private void assertEverythingIsUnavailable() {
    var callback = Callbacks.scheduled().build();
    var all = List.<Runnable>of(
        () -> stores.bookings().book(Bookings.of(callback, 1)),
        () -> stores.callbacks().find(callback.key()),
        () -> stores.ping(),
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
      stores.ping();
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
