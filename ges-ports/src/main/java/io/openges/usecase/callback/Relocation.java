package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.booking.BookingTerms;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.Schedule;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.domain.queue.QueueSettings;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.usecase.queue.Proposals;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Plans where a callback goes that an operator moves: always to a place in a slot, by the checks of
 * a scheduled booking (specification 6.7). Safe for use by many threads at once.
 */
public final class Relocation {

  /** The checks of specification 3.2.2 for the new time; places are counted in the commit. */
  private static final Set<Integer> CHECKS = Set.of(8, 9, 10, 14);

  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;
  private final BookingTerms terms;
  private final DispatchRules rules;
  private final Proposals proposals;

  /** Makes the planner. */
  public Relocation(
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

  /** What a new time leads to. */
  sealed interface Plan {

    /** Moves to {@code schedule}, taking {@code place}. */
    record Allowed(Schedule schedule, BookingStore.Place place, Instant wakeAt, BookingWish wish)
        implements Plan {}

    /** A booking rule says no. */
    record Refused(Refusal refusal, List<FreeSlot> proposals) implements Plan {}

    /** The queue's row is gone. */
    record Impossible() implements Plan {}
  }

  /** Returns what brings the settings up to date for plans that came too late. */
  Rejudgement rejudgement() {
    return new Rejudgement(snapshots);
  }

  /** Plans to call {@code callback} at {@code wanted}. */
  Plan plan(Callback callback, Instant wanted, Instant now) {
    var tenant = callback.key().tenant();
    // before the row: a newer row under these versions is only judged again
    var judgedBy = snapshots.current(tenant).versions();
    var row = snapshots.rowFor(callback);
    if (row.isEmpty()) {
      return new Plan.Impossible();
    }
    var wish = wish(callback, row.get(), wanted, now);
    var policy = new BookingPolicy(terms);
    var refused = policy.refusals(wish).stream()
        .filter(refusal -> CHECKS.contains(refusal.check()))
        .findFirst();
    if (refused.isPresent()) {
      boolean missed = refused.get().code() == ReasonCode.SLOT_WOULD_BE_MISSED;
      return new Plan.Refused(
          refused.get(), missed ? proposals.instead(tenant, wish, wanted) : List.of());
    }
    var desired = policy.place(wish).desiredTime();
    var schedule = new Schedule(
        CallbackKind.SCHEDULED,
        desired,
        desired.plusSeconds(wish.settings().lifetime().ttlSeconds()));
    var look = rules.firstLook(schedule, wish.waitTime());
    return new Plan.Allowed(
        schedule, Snooze.place(wish, desired, judgedBy), look.isBefore(now) ? now : look, wish);
  }

  /** Returns the free slots to offer when the planned one is full. */
  List<FreeSlot> proposals(Callback callback, Plan.Allowed plan) {
    return proposals.instead(
        callback.key().tenant(), plan.wish(), plan.schedule().desiredTime());
  }

  private BookingWish wish(Callback callback, QueueSettings row, Instant wanted, Instant now) {
    var mode = row.offering().waitTimeMode();
    var waitTime = waitTimes.read(callback.key().tenant(), callback.queue(), mode);
    return new BookingWish(row, now, wanted, true, waitTime, BookingWish.Customer.ANYBODY);
  }
}
