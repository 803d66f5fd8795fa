package io.openges.usecase.explain;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.booking.BookingTerms;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.JudgedSlot;
import io.openges.domain.booking.Placement;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.booking.SlotJudgement;
import io.openges.domain.booking.SlotRules;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.queue.SlotOccupancy;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.explain.Explain;
import io.openges.usecase.callback.Guards;
import io.openges.usecase.queue.SettingsSnapshots;
import io.openges.usecase.throttle.Applicant;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what bookings, slots and waiting callbacks are judged by, and has the domain judge it
 * without doing anything.
 */
public final class ExplainService implements Explain {

  private static final Set<ReasonCode> ABOUT_CAPACITY =
      Set.of(ReasonCode.CAPACITY_FULL, ReasonCode.CAPACITY_ZERO);

  private final SettingsSnapshots snapshots;
  private final SlotOccupancy occupancy;
  private final WaitTimes waitTimes;
  private final CallbackStore callbacks;
  private final Whereabouts whereabouts;
  private final Judgement judgement;

  /** Makes the service. */
  public ExplainService(
      SettingsSnapshots snapshots,
      SlotOccupancy occupancy,
      WaitTimes waitTimes,
      CallbackStore callbacks,
      Whereabouts whereabouts,
      Judgement judgement) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.occupancy = requireNonNull(occupancy, "occupancy");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.whereabouts = requireNonNull(whereabouts, "whereabouts");
    this.judgement = requireNonNull(judgement, "judgement");
  }

  /**
   * What is judged by.
   *
   * @param policy the rules of bookings
   * @param terms their figures
   * @param guards what is asked beside the rules
   * @param time the clock
   */
  public record Judgement(
      BookingPolicy policy, BookingTerms terms, Guards guards, InstantSource time) {}

  @Override
  public BookingExplained booking(BookCallback.Command command) {
    var table = snapshots.of(command.tenant());
    var evaluation = new Evaluation(now(), table.version());
    return table
        .queue(command.queue())
        .map(settings -> booking(command, settings, evaluation))
        .orElseGet(() -> new BookingExplained(
            List.of(Refusal.of(4, ReasonCode.SERVICE_UNKNOWN)), null, null, evaluation));
  }

  private BookingExplained booking(
      BookCallback.Command command, QueueSettings settings, Evaluation evaluation) {
    var wish = new BookingWish(
        settings,
        evaluation.at(),
        command.when().desiredTime(),
        command.when().alwaysCheckCapacity(),
        waitTimes.read(command.tenant(), command.queue(), settings.offering().waitTimeMode()),
        new BookingWish.Customer(
            !command.extras().details().pushTargets().isEmpty(),
            judgement.guards().numbers().judge(settings, command.phoneNumber())));
    var placement = judgement.policy().place(wish);
    var reasons = new ArrayList<>(judgement.policy().refusals(wish));
    judgement.guards().captcha().foreseen(command, settings).ifPresent(reasons::add);
    var slot = slot(command.tenant(), wish, placement);
    if (slot != null) {
      slot.reasons().stream()
          .filter(reason -> ABOUT_CAPACITY.contains(reason.code()))
          .forEach(reasons::add);
    }
    reasons.addAll(judgement.guards().throttle().look(Applicant.of(command, wish, placement)));
    reasons.sort(Comparator.comparingInt(Refusal::check));
    return new BookingExplained(reasons, placement, slot, evaluation);
  }

  /** Returns the slot that a scheduled callback would take a place in; none of the past. */
  private @Nullable JudgedSlot slot(TenantId tenant, BookingWish wish, Placement placement) {
    if (placement.kind() != CallbackKind.SCHEDULED
        || placement.desiredTime().isBefore(wish.now())) {
      return null;
    }
    var slot = SlotRules.grid(wish.settings()).slotAt(placement.desiredTime());
    return judge(tenant, wish, slot.interval()).get(0);
  }

  @Override
  public Optional<SlotsExplained> slots(TenantId tenant, QueueName queue, Interval range) {
    var table = snapshots.of(tenant);
    return table.queue(queue).map(settings -> {
      var wait = waitTimes.read(tenant, queue, settings.offering().waitTimeMode());
      var now = now();
      var wish = new BookingWish(settings, now, null, false, wait, BookingWish.Customer.ANYBODY);
      return new SlotsExplained(
          judge(tenant, wish, range),
          SlotRules.grid(settings).length(),
          settings.hours().zone(),
          new Evaluation(now, table.version()));
    });
  }

  private List<JudgedSlot> judge(TenantId tenant, BookingWish wish, Interval range) {
    var grid = SlotRules.grid(wish.settings());
    var covered = new Interval(
        grid.slotAt(range.start()).start(),
        grid.slotAt(range.end().minusMillis(1)).end());
    var taken = occupancy.read(tenant, wish.settings().name(), covered);
    return SlotJudgement.judge(wish, judgement.terms(), taken, range);
  }

  @Override
  public Optional<WaitingExplained> waiting(CallbackKey key) {
    return callbacks.find(key).map(this::waiting);
  }

  private WaitingExplained waiting(Callback callback) {
    var now = now();
    var found = whereabouts.of(callback, now);
    var history = callbacks.timeline(callback.key());
    var waiting = snapshots
        .rowFor(callback)
        .map(row -> whereabouts.explain(callback, row, wait(callback, row, history), found, now))
        .orElse(null);
    return new WaitingExplained(
        callback,
        waiting,
        found.owner(),
        history,
        new Evaluation(now, snapshots.of(callback.key().tenant()).version()));
  }

  /** Returns the waiting time it is due by: now's, or that of when it was handed over. */
  private WaitTime wait(Callback callback, QueueSettings row, List<TimelineEvent> history) {
    return handedOver(callback, history)
        .map(at -> whereabouts.waitDueBy(callback, at))
        .orElseGet(() -> waitTimes.read(
            callback.key().tenant(), callback.queue(), row.offering().waitTimeMode()));
  }

  /** Returns when the callback last ceased to wait for its time; empty if it still does. */
  private static Optional<Instant> handedOver(Callback callback, List<TimelineEvent> history) {
    return callback.state() == CallbackState.SCHEDULED
        ? Optional.empty()
        : history.stream()
            .filter(event -> event.from() == CallbackState.SCHEDULED)
            .filter(event -> event.to() != CallbackState.SCHEDULED)
            .map(TimelineEvent::at)
            .reduce((earlier, later) -> later);
  }

  private Instant now() {
    return judgement.time().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
