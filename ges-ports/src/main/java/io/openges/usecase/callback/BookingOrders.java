package io.openges.usecase.callback;

import io.openges.domain.booking.SlotRules;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.queue.QueueSettings;
import io.openges.ports.driven.callback.BookingStore.Most;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.BookingStore.Place;
import io.openges.ports.driven.callback.BookingStore.Remembered;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.ports.driving.callback.BookCallback.Command;
import io.openges.usecase.captcha.CaptchaGuard.Passage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the store of bookings is told to do. Pure functions; thread-safe. */
final class BookingOrders {

  private BookingOrders() {}

  /** Returns the place a callback needs, null if it needs none. */
  static @Nullable Place place(
      Callback callback, QueueSettings settings, SettingsVersions judgedBy) {
    if (callback.schedule().kind() != CallbackKind.SCHEDULED) {
      return null;
    }
    var slot = SlotRules.grid(settings).slotAt(callback.schedule().desiredTime());
    return new Place(slot.interval(), SlotRules.capacity(settings).total(slot), judgedBy);
  }

  /** Returns how many callbacks the queue lets be open, with the new one among them. */
  static Most most(QueueSettings settings, SettingsVersions judgedBy) {
    var limits = settings.offering().limits();
    return new Most(limits.duplicates().most(), limits.maxQueuedImmediate(), judgedBy);
  }

  /** Returns the booking of a callback that wakes at {@code wakeAt}. */
  static NewBooking of(
      Command command,
      Callback callback,
      Most most,
      @Nullable Place place,
      Instant wakeAt,
      Passage passage) {
    return new NewBooking(
        callback, booked(callback, passage), place, wakeAt, remembered(command, callback), most);
  }

  private static TimelineEvent booked(Callback callback, Passage passage) {
    var origin = callback.booking().source().origin();
    var actor = origin == Origin.UI || origin == Origin.RECREATE
        ? TimelineEvent.Actor.OPERATOR
        : TimelineEvent.Actor.CUSTOMER;
    var note = passage.isUnverified() ? origin + "_CAPTCHA_UNVERIFIED" : origin.name();
    return new TimelineEvent(
        callback.booking().createdAt(), actor, null, callback.state(), 1, note);
  }

  private static @Nullable Remembered remembered(Command command, Callback callback) {
    var idempotency = command.extras().idempotency();
    return idempotency == null
        ? null
        : new Remembered(
            idempotency.key(),
            idempotency.fingerprint(),
            idempotency.answer().apply(callback),
            callback.booking().createdAt());
  }
}
