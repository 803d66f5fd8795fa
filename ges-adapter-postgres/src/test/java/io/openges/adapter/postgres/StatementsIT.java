package io.openges.adapter.postgres;

import static io.openges.ports.testing.Callbacks.BOOKED_AT;
import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.ports.driven.callback.BookingStore.Most;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.dispatch.DispatchQueue.ClaimRequest;
import io.openges.ports.driven.dispatch.DispatchQueue.Confirmation;
import io.openges.ports.testing.Callbacks;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many round trips the frequent calls cost, whatever the size of a batch. */
class StatementsIT {

  private final PostgresConfig config = TestPostgres.newDatabase();
  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
  private final SlotLedger.Known known = new SlotLedger.Known();
  private PostgresBookingStore bookings;
  private PostgresCallbackStore callbacks;
  private PostgresDispatchQueue dispatch;

  @BeforeEach
  void open() {
    PostgresStores.open(config, System::nanoTime).close();
    var database = new Database(counted(), openGate(), System::nanoTime);
    bookings = new PostgresBookingStore(database, known, 1);
    callbacks = new PostgresCallbackStore(database, known, 1);
    dispatch = new PostgresDispatchQueue(database);
  }

  @AfterEach
  void close() {
    bookings.close();
    callbacks.close();
  }

  @Test
  void aBookingLocksItsSlotThenInsertsAndCounts() {
    var tenant = Callbacks.anyTenant();
    bookings.book(Bookings.of(Callbacks.scheduled().tenant(tenant).build(), 9));
    statements.clear();

    bookings.book(Bookings.of(Callbacks.scheduled().tenant(tenant).build(), 9));

    assertThat(verbs()).containsExactly("SELECT", "WITH");
  }

  @Test
  void anIdempotencyKeyCostsOneMore() {
    var key = new Remembered("k", "f", "a", BOOKED_AT);
    var tenant = Callbacks.anyTenant();
    bookings.book(Bookings.of(Callbacks.scheduled().tenant(tenant).build(), 9));
    statements.clear();

    bookings.book(Bookings.of(Callbacks.scheduled().tenant(tenant).build(), 9, key));

    assertThat(verbs()).containsExactly("INSERT", "SELECT", "WITH");
  }

  @Test
  void limitsAreAskedWithTheLocks() {
    var tenant = Callbacks.anyTenant();
    bookings.book(Bookings.of(Callbacks.scheduled().tenant(tenant).build(), 9));
    statements.clear();

    var plain = Bookings.of(Callbacks.scheduled().tenant(tenant).build(), 9);
    bookings.book(new NewBooking(
        plain.callback(), plain.event(), plain.place(), plain.wakeAt(), null, new Most(2, 5)));

    assertThat(verbs()).containsExactly("SELECT", "WITH");
  }

  @Test
  void aReportOfASessionIsOneStatement() {
    var callback = Callbacks.scheduled().build();
    bookings.book(Bookings.of(callback, 9));
    statements.clear();

    var change = (Transition.Changed)
        Transitions.submitted(callback, 1, new Attempt.Submission("1-1", NOON), NOON);
    assertThat(callbacks.update(new Update(change, NOON, null))).isEqualTo(UpdateOutcome.STORED);

    assertThat(verbs()).containsExactly("UPDATE");
    assertThat(callbacks.find(callback.key()).orElseThrow().state())
        .isEqualTo(CallbackState.QUEUED);
  }

  @Test
  void anIdleNodeAsksOnce() {
    dispatch.claim(new ClaimRequest("node", NOON, Duration.ofSeconds(30), 100));

    assertThat(verbs()).containsExactly("WITH");
  }

  @Test
  void aHundredCallbacksAreClaimedAndConfirmedWithOneStatementEach() {
    for (int i = 0; i < 100; i++) {
      bookings.book(Bookings.of(Callbacks.scheduled().build(), 9));
    }
    statements.clear();

    var claims = dispatch.claim(new ClaimRequest("node", NOON, Duration.ofSeconds(30), 200));
    var confirmations = claims.callbacks().stream()
        .map(callback -> new Confirmation(
            (Transition.Changed)
                Transitions.submitted(callback, 1, new Attempt.Submission("1-1", NOON), NOON),
            NOON.plusSeconds(120)))
        .toList();

    assertThat(dispatch.confirm(confirmations)).isEmpty();
    assertThat(claims.callbacks()).hasSize(100);
    assertThat(verbs()).containsExactly("WITH", "UPDATE");
  }

  private List<String> verbs() {
    return statements.stream().map(sql -> sql.strip().split("\\s", 2)[0]).toList();
  }

  private static OutageGate openGate() {
    return new OutageGate(
        () -> {},
        new OutageGate.Follower() {
          @Override
          public void shut() {}

          @Override
          public void opened() {}
        },
        System::nanoTime);
  }

  private DataSource counted() {
    return (DataSource) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
          var connection = TestPostgres.connect(config);
          return Proxy.newProxyInstance(
              getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, call, a) -> {
                if (call.getName().equals("prepareStatement")) {
                  statements.add((String) a[0]);
                }
                try {
                  return call.invoke(connection, a);
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              });
        });
  }
}
