package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.Placement;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.Schedule;
import io.openges.domain.callback.Status;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.ports.driven.callback.Ids;
import io.openges.ports.driving.callback.BookCallback.Command;
import java.time.Instant;

/** Makes the callback a booking leads to. Safe for use by many threads at once. */
public final class BookingDrafts {

  private final Ids ids;
  private final DispatchRules rules;

  /** Makes it. */
  public BookingDrafts(Ids ids, DispatchRules rules) {
    this.ids = requireNonNull(ids, "ids");
    this.rules = requireNonNull(rules, "rules");
  }

  /**
   * Returns a new callback, not stored yet.
   *
   * @param settingsVersion the version it is accepted under, 1 or more
   */
  public Callback draft(
      Command command, BookingWish wish, Placement placement, int settingsVersion) {
    var now = wish.now();
    var desired = placement.desiredTime();
    var requested = command.when().desiredTime();
    boolean queued = placement.kind() == CallbackKind.IMMEDIATE && !placement.waitsForOpening();
    return new Callback(
        new CallbackKey(command.tenant(), ids.next()),
        command.queue(),
        new Booking(
            new Booking.Source(command.origin(), wish.settings().dialling().direction()),
            read(command.phoneNumber(), wish),
            requested == null ? now : requested,
            now,
            command.extras().details(),
            settingsVersion),
        new Schedule(
            placement.kind(),
            desired,
            desired.plusSeconds(wish.settings().lifetime().ttlSeconds())),
        new Status(queued ? CallbackState.QUEUED : CallbackState.SCHEDULED, null, 1, now),
        Callback.Progress.NONE);
  }

  /** Returns the number with its international form, by which numbers are compared. */
  private static PhoneNumber read(PhoneNumber given, BookingWish wish) {
    var judged = wish.customer().number();
    return judged == null
        ? given
        : new PhoneNumber(given.asGiven(), judged.reading().e164());
  }

  /** Returns when the dispatcher is to look at a new callback first; never before now. */
  public Instant firstWake(Callback callback, BookingWish wish) {
    var look = rules.firstLook(callback.schedule(), wish.waitTime());
    return look.isBefore(wish.now()) ? wish.now() : look;
  }
}
