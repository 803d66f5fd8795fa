package io.openges.usecase.callback;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.FailedCheck;
import io.openges.domain.booking.Grounds;
import io.openges.domain.booking.Refusal;
import io.openges.domain.booking.SlotRules;
import io.openges.domain.callback.CallbackKind;
import io.openges.ports.driven.callback.BookingStore.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells why a booking is refused (specification 24). Pure functions; thread-safe. */
final class Refused {

  private Refused() {}

  /** Everything that rules say; the places of the slot are not counted for one who waits. */
  static Grounds byRules(BookingPolicy policy, BookingWish wish, int version) {
    var placement = policy.place(wish);
    boolean inSlot =
        placement.kind() == CallbackKind.SCHEDULED && !placement.desiredTime().isBefore(wish.now());
    var settings = wish.settings();
    var slot = inSlot ? SlotRules.grid(settings).slotAt(placement.desiredTime()) : null;
    return new Grounds(
        settings.name(),
        wish.now(),
        policy.refusals(wish).stream().map(FailedCheck::of).toList(),
        slot == null
            ? null
            : new Grounds.WantedSlot(
                slot.interval(), SlotRules.capacity(settings).total(slot)),
        version);
  }

  /** Adds the refusal that the customer is told, unless it is among the grounds. */
  static Grounds with(Refusal refusal, Grounds grounds) {
    var failed = new ArrayList<>(grounds.failed());
    if (failed.stream().anyMatch(one -> one.refusal().equals(refusal))) {
      return grounds;
    }
    failed.add(FailedCheck.of(refusal));
    failed.sort(Comparator.comparingInt(one -> one.refusal().check()));
    return new Grounds(
        grounds.queue(), grounds.at(), failed, grounds.unread(), grounds.settingsVersion());
  }

  /** The figures of a full slot, as they were when it was found full. */
  static Grounds byPlaces(BookingWish wish, Place place, int used, int version) {
    var figures = new FailedCheck.Figures(place.slot().start(), used, place.capacity());
    var failed = List.of(FailedCheck.full(figures));
    return new Grounds(wish.settings().name(), wish.now(), failed, null, version);
  }
}
