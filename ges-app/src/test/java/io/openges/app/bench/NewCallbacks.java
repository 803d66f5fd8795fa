package io.openges.app.bench;

import io.openges.domain.callback.Booking;
import io.openges.domain.callback.UserData;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Callbacks to book past the HTTP API. Thread-safe. */
final class NewCallbacks {

  /** With it, a callback takes about 600 bytes on its way. */
  private static final String USER_DATA = "{\"notes\":\"" + "0123456789".repeat(30) + "\"}";

  private static final Booking.Details DETAILS = details(USER_DATA);

  private NewCallbacks() {}

  /** Returns a scheduled callback of the benchmarks' tenant that wakes at {@code wakeAt}. */
  static NewBooking scheduled(
      QueueName queue, Instant desired, Instant wakeAt, @Nullable Place place) {
    var callback = Callbacks.scheduled()
        .tenant(Settings.TENANT)
        .queue(queue)
        .desiredAt(desired)
        .createdAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .e164("+33123456789")
        .details(DETAILS)
        .build();
    return new NewBooking(callback, Callbacks.booked(callback), place, wakeAt, null);
  }

  private static Booking.Details details(String userData) {
    var none = Booking.Details.NONE;
    return new Booking.Details(
        none.offer(), none.routing(), none.pushTargets(), new UserData(userData));
  }
}
