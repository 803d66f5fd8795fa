package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.booking.BookingTerms;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.Placement;
import io.openges.domain.booking.Refusal;
import io.openges.domain.booking.SlotRules;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.Schedule;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.usecase.queue.Proposals;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a callback off when its session asks for a new desired time (specification 17.2, rule 5): a
 * near time is a snooze without a slot, a later one a scheduled place like any other. Safe for use
 * by many threads at once.
 */
public final class Snooze {

  /**
   * The checks of specification 3.2.2 that a new desired time has to pass; capacity is checked in
   * the commit.
   */
  private static final Set<Integer> CHECKS = Set.of(9, 10);

  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;
  private final BookingTerms terms;
  private final DispatchRules rules;
  private final Proposals proposals;

  /** Makes the service. */
  public Snooze(
      SettingsSnapshots snapshots,
      WaitTimes waitTimes,
      BookingTerms terms,
      DispatchRules rules,
      Proposals proposals) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
    this.terms = requireNonNull(terms, "terms");
    this.rules = requireNonNull(rules, "rules");
    this.proposals = requireNonNull(proposals, "proposals");
  }

  /** What a new desired time leads to. */
  sealed interface Plan {

    /** Moves to {@code schedule}, taking {@code place} unless it is null. */
    record Allowed(
        Schedule schedule, BookingStore.@Nullable Place place, Instant wakeAt, BookingWish wish)
        implements Plan {}

    /** A booking rule says no. */
    record Refused(Refusal refusal) implements Plan {}

    /** No time was given, or the queue's row is gone. */
    record Impossible() implements Plan {}
  }

  /** Returns what brings the settings up to date for plans that came too late. */
  Rejudgement rejudgement() {
    return new Rejudgement(snapshots);
  }

  /** Plans the new time of {@code callback}. */
  Plan plan(Callback callback, SessionReport report, Instant now) {
    var change = report.change();
    var wanted = change == null ? null : change.newDesiredTime();
    // before the row: a newer row under these versions is only judged again
    var judgedBy = snapshots.current(callback.key().tenant()).versions();
    var row = snapshots.rowFor(callback);
    if (wanted == null || row.isEmpty()) {
      return new Plan.Impossible();
    }
    var settings = row.get();
    var mode = settings.offering().waitTimeMode();
    var waitTime = waitTimes.read(callback.key().tenant(), callback.queue(), mode);
    var wish = new BookingWish(settings, now, wanted, true, waitTime, BookingWish.Customer.ANYBODY);
    long near = Math.max(Placement.nearSeconds(wish, terms), settings.lifetime().snoozeSeconds());
    return wanted.isAfter(now.plusSeconds(near))
        ? later(wish, wanted, judgedBy)
        : allowed(wish, CallbackKind.IMMEDIATE, wanted.isBefore(now) ? now : wanted, null);
  }

  private Plan later(BookingWish wish, Instant wanted, SettingsVersions judgedBy) {
    return new BookingPolicy(terms)
        .refusals(wish).stream()
            .filter(refusal -> CHECKS.contains(refusal.check()))
            .findFirst()
            .<Plan>map(Plan.Refused::new)
            .orElseGet(
                () -> allowed(wish, CallbackKind.SCHEDULED, wanted, place(wish, wanted, judgedBy)));
  }

  private Plan allowed(
      BookingWish wish, CallbackKind kind, Instant desired, BookingStore.@Nullable Place place) {
    var settings = wish.settings();
    var ttl = settings.lifetime().ttlSeconds();
    var schedule = new Schedule(kind, desired, desired.plusSeconds(ttl));
    return new Plan.Allowed(schedule, place, wake(schedule, wish), wish);
  }

  /** Returns the place of {@code desired} in its slot, as {@code judgedBy} has it. */
  static BookingStore.Place place(BookingWish wish, Instant desired, SettingsVersions judgedBy) {
    var slot = SlotRules.grid(wish.settings()).slotAt(desired);
    return new BookingStore.Place(
        slot.interval(), SlotRules.capacity(wish.settings()).total(slot), judgedBy);
  }

  private Instant wake(Schedule schedule, BookingWish wish) {
    if (schedule.kind() == CallbackKind.IMMEDIATE) {
      return schedule.desiredTime();
    }
    var look = rules.firstLook(schedule, wish.waitTime());
    return look.isBefore(wish.now()) ? wish.now() : look;
  }

  /** Returns the free slots to offer when the planned one is full. */
  List<FreeSlot> proposals(Callback callback, Plan.Allowed plan) {
    return proposals.instead(
        callback.key().tenant(), plan.wish(), plan.schedule().desiredTime());
  }
}
