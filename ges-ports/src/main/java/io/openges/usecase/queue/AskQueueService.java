package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.booking.BookingTerms;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.SlotRules;
import io.openges.domain.capacity.FreeSlots;
import io.openges.domain.capacity.Occupancy;
import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.queue.AskQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers from the settings snapshot, one range read of the occupancy and the waiting time; the
 * same domain functions decide what can be booked.
 */
public final class AskQueueService implements AskQueue {

  private final SettingsSnapshots snapshots;
  private final SlotOccupancy occupancy;
  private final WaitTimes waitTimes;
  private final InstantSource time;
  private final BookingTerms terms;
  private final BookingPolicy policy;

  /** Makes the service. */
  public AskQueueService(
      SettingsSnapshots snapshots,
      SlotOccupancy occupancy,
      WaitTimes waitTimes,
      InstantSource time,
      BookingTerms terms) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.occupancy = requireNonNull(occupancy, "occupancy");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
    this.time = requireNonNull(time, "time");
    this.terms = requireNonNull(terms, "terms");
    this.policy = new BookingPolicy(terms);
  }

  @Override
  public Optional<Offer> slots(
      TenantId tenant, QueueName queue, Interval range, boolean reportBusy) {
    return snapshots
        .queue(tenant, queue)
        .map(settings -> offer(tenant, settings, range, reportBusy));
  }

  private Offer offer(TenantId tenant, QueueSettings settings, Interval range, boolean reportBusy) {
    var length = SlotRules.grid(settings).length();
    var zone = settings.hours().zone();
    var bookable = bookable(range);
    if (!settings.offering().scheduledEnabled() || bookable.isEmpty()) {
      return new Offer(List.of(), length, zone);
    }
    var taken = occupancy.read(tenant, settings.name(), around(bookable.get(), length));
    var search = SlotRules.search(wish(tenant, settings), terms, taken);
    var slots = reportBusy
        ? FreeSlots.openInRange(search, bookable.get())
        : FreeSlots.inRange(search, bookable.get());
    return new Offer(slots, length, zone);
  }

  /** What is past or beyond the horizon cannot be booked, whatever is asked. */
  private Optional<Interval> bookable(Interval range) {
    var now = now();
    var end = now.plus(BookingTerms.HORIZON).plusMillis(1);
    var from = range.start().isBefore(now) ? now : range.start();
    var to = range.end().isAfter(end) ? end : range.end();
    return from.isBefore(to) ? Optional.of(new Interval(from, to)) : Optional.empty();
  }

  /**
   * Slots at the ends of a range reach beyond it, up to twice their length when a clock changes.
   */
  private static Interval around(Interval range, Duration length) {
    var margin = length.multipliedBy(2);
    return new Interval(range.start().minus(margin), range.end().plus(margin));
  }

  @Override
  public Optional<Duration> openFor(TenantId tenant, String queueOrHours, Instant from) {
    var settings = snapshots.of(tenant);
    var ofQueue = queueOrHours.isEmpty() || queueOrHours.length() > QueueName.MAX_LENGTH
        ? Optional.<BusinessHours>empty()
        : settings.queue(new QueueName(queueOrHours)).map(QueueSettings::hours);
    return ofQueue
        .or(() -> Optional.ofNullable(settings.businessHours().get(queueOrHours)))
        .map(hours -> hours.openFor(from));
  }

  @Override
  public Optional<QueueStatus> status(TenantId tenant, QueueName queue) {
    return snapshots.queue(tenant, queue).map(settings -> status(wish(tenant, settings)));
  }

  private QueueStatus status(BookingWish wish) {
    return new QueueStatus(
        wish.waitTime(),
        policy.offersImmediate(wish),
        wish.settings().offering().scheduledEnabled());
  }

  private BookingWish wish(TenantId tenant, QueueSettings settings) {
    var queue = settings.name();
    var method = new WaitTimes.Method(settings.offering().waitTimeMode(), false);
    var heard = waitTimes.readAll(tenant, Set.of(queue), method);
    return new BookingWish(
        settings,
        now(),
        null,
        false,
        heard.getOrDefault(queue, WaitTime.UNAVAILABLE),
        BookingWish.Customer.ANYBODY);
  }

  @Override
  public Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns the occupancy of everything that can be booked; for proposals. */
  static Occupancy wholeHorizon(
      SlotOccupancy occupancy, TenantId tenant, QueueSettings settings, Instant now) {
    var length = SlotRules.grid(settings).length();
    var horizon = new Interval(now, now.plus(BookingTerms.HORIZON));
    return occupancy.read(tenant, settings.name(), around(horizon, length));
  }
}
