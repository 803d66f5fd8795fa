package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.OperatorTransitions;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.callback.Transition;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driving.callback.ChangeCallback;
import io.openges.usecase.phone.NumberChecks;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Judges each change by the callback as it stands and stores it with a compare-and-set, together
 * with the places it takes and frees; what lost a race is judged again.
 */
public final class ChangeCallbackService implements ChangeCallback {

  private final CallbackStore callbacks;
  private final Relocation relocation;
  private final Numbers numbers;
  private final InstantSource time;
  private final Committed committed;

  /** Makes the service. */
  public ChangeCallbackService(
      CallbackStore callbacks,
      Relocation relocation,
      Numbers numbers,
      InstantSource time,
      Committed committed) {
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.relocation = requireNonNull(relocation, "relocation");
    this.numbers = requireNonNull(numbers, "numbers");
    this.time = requireNonNull(time, "time");
    this.committed = requireNonNull(committed, "committed");
  }

  /**
   * What new numbers are judged by.
   *
   * @param checks says which numbers may be called
   * @param snapshots the rows with their rules
   */
  public record Numbers(NumberChecks checks, SettingsSnapshots snapshots) {}

  @Override
  public Outcome reschedule(Target target, Instant desiredTime) {
    var rejudgement = relocation.rejudgement();
    return decide(target, (callback, now) -> move(callback, target, desiredTime, now, rejudgement));
  }

  @Override
  public Outcome edit(Target target, Edit edit) {
    return decide(target, (callback, now) -> edit(callback, target, edit, now));
  }

  /** Asks again as long as {@code judge} returns null: the callback has changed meanwhile. */
  private Outcome decide(Target target, BiFunction<Callback, Instant, @Nullable Outcome> judge) {
    while (true) {
      var found = callbacks.find(target.key());
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      var callback = found.get();
      var expected = target.ifVersion();
      if (expected != null && expected != callback.status().version()) {
        return new Outcome.VersionConflict(callback);
      }
      var outcome = judge.apply(callback, time.instant().truncatedTo(ChronoUnit.MILLIS));
      if (outcome != null) {
        return outcome;
      }
    }
  }

  private @Nullable Outcome move(
      Callback callback, Target target, Instant wanted, Instant now, Rejudgement rejudgement) {
    // its state comes before the new time: who is being called is not moved at all
    if (!(OperatorTransitions.reschedule(callback, callback.schedule(), now)
        instanceof Transition.Refused)) {
      var plan = relocation.plan(callback, wanted, now);
      return move(callback, target, plan, now, rejudgement);
    }
    return new Outcome.TooLate(callback);
  }

  private @Nullable Outcome move(
      Callback callback,
      Target target,
      Relocation.Plan plan,
      Instant now,
      Rejudgement rejudgement) {
    if (plan instanceof Relocation.Plan.Refused refused) {
      return new Outcome.Refused(refused.refusal(), refused.proposals());
    }
    if (!(plan instanceof Relocation.Plan.Allowed allowed)) {
      return new Outcome.UnknownQueue();
    }
    var transition = OperatorTransitions.reschedule(callback, allowed.schedule(), now);
    if (!(transition instanceof Transition.Changed changed)) {
      return new Outcome.Changed(callback);
    }
    var wakeAt = isPending(changed) ? now : allowed.wakeAt();
    var deed = audit(callback, target, Action.RESCHEDULE, now, "to " + wanted(changed));
    var update = new CallbackStore.Update(changed, wakeAt, allowed.place(), deed);
    var outcome = callbacks.update(update);
    if (outcome == UpdateOutcome.SLOT_FULL) {
      return new Outcome.SlotFull(relocation.proposals(callback, allowed));
    }
    if (outcome == UpdateOutcome.OUTDATED) {
      rejudgement.prepare(callback.key().tenant(), allowed.place().judgedBy());
    }
    return outcome == UpdateOutcome.STORED ? told(update) : null;
  }

  private @Nullable Outcome edit(Callback callback, Target target, Edit edit, Instant now) {
    var transition = OperatorTransitions.edit(callback, edited(callback.booking(), edit), now);
    if (transition instanceof Transition.Refused) {
      return new Outcome.TooLate(callback);
    }
    var given = edit.phoneNumber();
    if (given != null && given.e164() == null) {
      return editNumber(callback, target, edit, given, now);
    }
    if (!(transition instanceof Transition.Changed changed)) {
      return new Outcome.Changed(callback);
    }
    // an early look does no harm: the dispatcher finds out when it is due
    var deed = audit(callback, target, Action.EDIT, now, fields(edit));
    var update = new CallbackStore.Update(changed, now, null, deed);
    return callbacks.update(update) == UpdateOutcome.STORED ? told(update) : null;
  }

  /** Edits with a number that has not been judged yet (specification 11). */
  private @Nullable Outcome editNumber(
      Callback callback, Target target, Edit edit, PhoneNumber given, Instant now) {
    var row = numbers.snapshots().rowFor(callback);
    if (row.isEmpty()) {
      return new Outcome.UnknownQueue();
    }
    var judged = numbers.checks().judge(row.get(), given);
    var refusal = Refusal.ifNotToBeCalled(judged);
    if (refusal.isPresent()) {
      return new Outcome.Refused(refusal.get(), List.of());
    }
    var read = new PhoneNumber(given.asGiven(), judged.reading().e164());
    return edit(callback, target, new Edit(read, edit.userData(), edit.priority()), now);
  }

  private Outcome told(CallbackStore.Update update) {
    var after = update.change().after();
    committed.tell(after, update.wakeAt());
    return new Outcome.Changed(after);
  }

  private static AuditEntry audit(
      Callback callback, Target target, Action action, Instant now, String detail) {
    var key = callback.key();
    return new AuditEntry(
        key.tenant(), now, target.actor(), action, AuditEntry.callback(key.id()), detail);
  }

  private static Instant wanted(Transition.Changed changed) {
    return changed.after().schedule().desiredTime();
  }

  /** Says what an edit named, never what it said. */
  private static String fields(Edit edit) {
    var named = new ArrayList<String>();
    if (edit.phoneNumber() != null) {
      named.add("phoneNumber");
    }
    if (edit.userData() != null) {
      named.add("userData");
    }
    if (edit.priority() != null) {
      named.add("priority");
    }
    return String.join(", ", named);
  }

  private static boolean isPending(Transition.Changed changed) {
    return changed.after().progress().revocation() != null;
  }

  private static Booking edited(Booking booking, Edit edit) {
    var details = booking.details();
    var routing = details.routing();
    var number = edit.phoneNumber();
    var userData = edit.userData();
    var priority = edit.priority();
    return new Booking(
        booking.source(),
        number == null ? booking.phoneNumber() : number,
        booking.requestedTime(),
        booking.createdAt(),
        new Booking.Details(
            details.offer(),
            priority == null
                ? routing
                : new RoutingWish(priority, routing.routePoint(), routing.surveyRoutePoint()),
            details.pushTargets(),
            userData == null ? details.userData() : userData),
        booking.settingsVersion());
  }
}
