package io.openges.ports.memory;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes bookings and remembers their keys. Safe for use by many threads at once. */
final class InMemoryBookingStore implements BookingStore, IdempotencyKeys {

  private final CallbackTable table;

  InMemoryBookingStore(CallbackTable table) {
    this.table = table;
  }

  @Override
  public Outcome book(NewBooking booking) {
    synchronized (table) {
      var refusal = refusal(booking);
      if (refusal != null) {
        return refusal;
      }
      var wake = Row.Wake.unclaimed(booking.wakeAt());
      table.put(new Row(booking.callback(), wake, List.of(booking.event()), Map.of()));
      if (booking.idempotency() != null) {
        table.remember(booking.callback().key().tenant(), booking.idempotency());
      }
      return new Outcome.Booked();
    }
  }

  @Override
  public Optional<Remembered> find(TenantId tenant, String key, Instant now) {
    synchronized (table) {
      return Optional.ofNullable(table.remembered(tenant, key, now));
    }
  }

  @Override
  public void erase(CallbackKey key) {
    synchronized (table) {
      table.eraseAnswers(key);
    }
  }

  private @Nullable Outcome refusal(NewBooking booking) {
    var callback = booking.callback();
    var repeated = repeated(callback.key(), booking.idempotency());
    if (repeated != null) {
      return repeated;
    }
    var place = booking.place();
    var judgedBy = place == null ? booking.most().judgedBy() : place.judgedBy();
    if (judgedBy != null && table.isOutdated(callback.key().tenant(), judgedBy)) {
      return new Outcome.Outdated();
    }
    var tooMany = tooMany(callback, booking.most());
    if (tooMany != null || place == null) {
      return tooMany;
    }
    int used = table.places().used(callback.key().tenant(), callback.queue(), place);
    return used < place.capacity() ? null : new Outcome.SlotFull(used);
  }

  private @Nullable Outcome tooMany(Callback callback, Most most) {
    if (most.equals(Most.ANY)) {
      return null;
    }
    var company = table.company(
        callback.key().tenant(), callback.queue(), callback.booking().phoneNumber());
    if (most.ofNumber() > 0 && company.ofNumber() >= most.ofNumber()) {
      return new Outcome.Duplicate(company.ofNumber());
    }
    return most.waiting() > 0 && callback.isWaiting() && company.waiting() >= most.waiting()
        ? new Outcome.Crowded(company.waiting())
        : null;
  }

  private @Nullable Outcome repeated(CallbackKey key, @Nullable Remembered request) {
    if (request == null) {
      return null;
    }
    var known = table.remembered(key.tenant(), request.key(), request.at());
    if (known == null) {
      return null;
    }
    return known.fingerprint().equals(request.fingerprint())
        ? new Outcome.Replayed(known.answer())
        : new Outcome.KeyMismatch();
  }
}
