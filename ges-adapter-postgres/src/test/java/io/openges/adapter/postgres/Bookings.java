package io.openges.adapter.postgres;

import static io.openges.ports.testing.Callbacks.NOON;

import io.openges.domain.callback.Callback;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bookings for tests. Pure functions; thread-safe. */
final class Bookings {

  static final Interval SLOT = Interval.startingAt(NOON, Duration.ofMinutes(15));

  private Bookings() {}

  static NewBooking of(Callback callback, int capacity) {
    return of(callback, capacity, null);
  }

  static NewBooking of(Callback callback, int capacity, @Nullable Remembered key) {
    return new NewBooking(
        callback,
        Callbacks.booked(callback),
        new Place(SLOT, capacity),
        callback.schedule().desiredTime(),
        key);
  }
}
