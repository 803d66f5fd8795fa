package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Schedule;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Outcome;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.testing.CallbackBuilder;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/**
 * What the contracts of the stores of callbacks share. Every test has a tenant and a queue of its
 * own, so stores need no clearing and may be the same for every test; what is asked for over all
 * tenants (claims, purges) expects that no other test uses the store at the same time.
 */
@Timeout(120)
public abstract class StoreContract {

  /** A slot of a quarter of an hour that contains {@link Callbacks#NOON}. */
  protected static final Interval SLOT = Interval.startingAt(NOON, Duration.ofMinutes(15));

  /** A tenant of this test's own. */
  protected final TenantId tenant = Callbacks.anyTenant();

  /** A queue of this test's own, with characters that are easily mangled. */
  protected final QueueName queue = new QueueName("VQ {é'%:😀} " + UUID.randomUUID());

  /** Returns the stores under test; they may be the same for every test. */
  protected abstract Stores stores();

  final CallbackBuilder scheduled() {
    return Callbacks.scheduled().tenant(tenant).queue(queue);
  }

  final CallbackBuilder immediate() {
    return Callbacks.immediate().tenant(tenant).queue(queue);
  }

  /** Books for {@code callback}, which needs no free place, and returns it. */
  final Callback given(Callback callback) {
    return given(callback, callback.schedule().desiredTime());
  }

  final Callback given(Callback callback, Instant wakeAt) {
    assertThat(stores().bookings().book(booking(callback, anyPlace(callback), wakeAt, null)))
        .isEqualTo(new Outcome.Booked());
    return callback;
  }

  /** Books the first version of {@code callback} and then changes it to what it is to be. */
  final Callback givenLater(Callback callback, @Nullable Instant wakeAt) {
    var first = Callbacks.scheduled()
        .tenant(callback.key().tenant())
        .id(callback.key().id())
        .queue(callback.queue())
        .desiredAt(callback.schedule().desiredTime())
        .createdAt(callback.booking().createdAt())
        .details(callback.booking().details())
        .build();
    var after = new Callback(
        first.key(),
        first.queue(),
        first.booking(),
        callback.schedule(),
        callback.status(),
        callback.progress());
    given(first);
    assertThat(
            stores().callbacks().update(new Update(Callbacks.changed(first, after), wakeAt, null)))
        .isEqualTo(UpdateOutcome.STORED);
    return after;
  }

  final Outcome book(Callback callback, @Nullable Place place) {
    return book(callback, place, null);
  }

  final Outcome book(Callback callback, @Nullable Place place, @Nullable Remembered idempotency) {
    return stores()
        .bookings()
        .book(booking(callback, place, callback.schedule().desiredTime(), idempotency));
  }

  final Callback stored(Callback callback) {
    return stores().callbacks().find(callback.key()).orElseThrow();
  }

  /** Returns how many places of this test's queue are taken in {@code slot}. */
  final int used(Interval slot) {
    return stores().occupancy().read(tenant, queue, slot).usedIn(slot);
  }

  static Place places(int capacity) {
    return new Place(SLOT, capacity);
  }

  /** Publishes the first version of something for this test's tenant. */
  final void publish(SettingsStore store) {
    assertThat(store.publish(tenant, 0, new SettingsStore.Publication(Map.of(), NOON, null)))
        .contains(1);
  }

  static Callback cancelled(Callback callback) {
    return moved(callback, CallbackState.COMPLETED, CompletionReason.CANCELLED);
  }

  static Callback moved(Callback callback, CallbackState state, @Nullable CompletionReason reason) {
    var now = callback.status().updatedAt().plusMillis(1);
    return callback.with(callback.status().next(state, reason, now), callback.progress());
  }

  /** Returns the next version of {@code callback}, with nothing else changed. */
  static Callback touched(Callback callback) {
    return moved(callback, callback.state(), callback.status().reason());
  }

  static Callback rescheduled(Callback callback, CallbackKind kind, Instant desiredTime) {
    return touched(callback).with(new Schedule(kind, desiredTime, desiredTime.plus(Callbacks.TTL)));
  }

  private static NewBooking booking(
      Callback callback, @Nullable Place place, Instant wakeAt, @Nullable Remembered idempotency) {
    return new NewBooking(callback, Callbacks.booked(callback), place, wakeAt, idempotency);
  }

  private static @Nullable Place anyPlace(Callback callback) {
    var cell = Occupancy.cellOf(callback.schedule().desiredTime());
    return callback.holdsPlace()
        ? new Place(Interval.startingAt(cell, Duration.ofMinutes(5)), 10_000)
        : null;
  }
}
