package io.openges.domain.booking;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKind;
import io.openges.domain.queue.CallDirection;
import io.openges.domain.queue.WaitTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checks 5 to 11 of specification 3.2.2, in their order: each is a value that lets a booking
 * pass or refuses it with its reason. What needs a store (duplicates, throttles, capacity) is
 * decided in the booking's own transaction.
 *
 * <p>Immutable and thread-safe.
 */
public final class BookingPolicy {

  private static final List<Rule> RULES = List.of(
      BookingPolicy::pushTarget,
      BookingPolicy::numberAllowed,
      BookingPolicy::kindEnabled,
      BookingPolicy::notInPast,
      BookingPolicy::withinHorizon,
      BookingPolicy::leadTime,
      BookingPolicy::officeOpen,
      BookingPolicy::agentsLoggedIn,
      BookingPolicy::servedBeforeClosing,
      BookingPolicy::slotNotMissed);

  /**
   * A wish in the past is of no kind (specification 3.2.1, line 2): what depends on the kind says
   * nothing.
   */
  private static final List<Rule> RULES_OF_THE_PAST =
      List.of(BookingPolicy::pushTarget, BookingPolicy::numberAllowed, BookingPolicy::notInPast);

  private final BookingTerms terms;

  /** Makes the policy with the given figures. */
  public BookingPolicy(BookingTerms terms) {
    this.terms = requireNonNull(terms, "terms");
  }

  /** Returns the immediate or scheduled place the wish leads to, whether allowed or not. */
  public Placement place(BookingWish wish) {
    return Placement.of(wish, terms);
  }

  /** Returns every check that fails, in their order; empty if the booking may be made. */
  public List<Refusal> refusals(BookingWish wish) {
    return failures(wish).toList();
  }

  /** Returns the first check that fails; it is the one a customer is told. */
  public Optional<Refusal> firstRefusal(BookingWish wish) {
    return failures(wish).findFirst();
  }

  /**
   * Says whether an immediate callback would be offered now (specification 3.6): unlike a booking,
   * always with the agents and the forecast.
   *
   * @param wish its queue, clock and wait are used
   */
  public boolean offersImmediate(BookingWish wish) {
    var immediate = wish.settings().offering().immediate();
    var lastMoment = closing(wish).map(at -> at.minusSeconds(60L * immediate.blackoutMinutes()));
    return immediate.enabled()
        && wish.waitTime().knowledge() != WaitTime.Knowledge.NO_AGENTS
        && lastMoment
            .map(at -> wish.now().plusSeconds(wish.waitTime().orZero()).isBefore(at))
            .orElse(false);
  }

  private Stream<Refusal> failures(BookingWish wish) {
    var placement = place(wish);
    var rules = notInPast(wish, placement).isPresent() ? RULES_OF_THE_PAST : RULES;
    return rules.stream().flatMap(rule -> rule.check(wish, placement).stream());
  }

  private static Optional<Refusal> pushTarget(BookingWish wish, Placement placement) {
    var direction = wish.settings().dialling().direction();
    return refuseIf(
        direction == CallDirection.USERORIGINATED && !wish.customer().hasPushTarget(),
        Refusal.of(5, ReasonCode.PUSH_TARGET_REQUIRED));
  }

  private static Optional<Refusal> numberAllowed(BookingWish wish, Placement placement) {
    var number = wish.customer().number();
    return number == null ? Optional.empty() : Refusal.ifNotToBeCalled(number);
  }

  private static Optional<Refusal> kindEnabled(BookingWish wish, Placement placement) {
    var offering = wish.settings().offering();
    return placement.kind() == CallbackKind.IMMEDIATE
        ? refuseIf(!offering.immediate().enabled(), Refusal.of(8, ReasonCode.IMMEDIATE_DISABLED))
        : refuseIf(!offering.scheduledEnabled(), Refusal.of(8, ReasonCode.SCHEDULED_DISABLED));
  }

  private static Optional<Refusal> notInPast(BookingWish wish, Placement placement) {
    var earliest = wish.now().minus(BookingTerms.PAST_GRACE);
    return refuseIf(placement.desiredTime().isBefore(earliest), Refusal.of(9, ReasonCode.IN_PAST));
  }

  private static Optional<Refusal> withinHorizon(BookingWish wish, Placement placement) {
    var latest = wish.now().plus(BookingTerms.HORIZON);
    return refuseIf(
        placement.desiredTime().isAfter(latest.plus(BookingTerms.HORIZON_GRACE)),
        new Refusal(
            9, ReasonCode.BEYOND_HORIZON, placement.desiredTime().minus(BookingTerms.HORIZON)));
  }

  private static Optional<Refusal> leadTime(BookingWish wish, Placement placement) {
    var earliest = wish.now().plusSeconds(wish.settings().offering().minLeadTimeSeconds());
    return refuseIf(
        placement.kind() == CallbackKind.SCHEDULED && placement.desiredTime().isBefore(earliest),
        new Refusal(9, ReasonCode.TOO_SOON, earliest));
  }

  private static Optional<Refusal> officeOpen(BookingWish wish, Placement placement) {
    var hours = wish.settings().hours();
    var at = placement.kind() == CallbackKind.IMMEDIATE ? wish.now() : placement.desiredTime();
    return placement.waitsForOpening() ? Optional.empty() : Refusal.ifClosed(hours, at);
  }

  /** At night nobody is logged in; a callback that waits for the opening does not mind. */
  private static Optional<Refusal> agentsLoggedIn(BookingWish wish, Placement placement) {
    var immediate = wish.settings().offering().immediate();
    return refuseIf(
        placement.kind() == CallbackKind.IMMEDIATE
            && !placement.waitsForOpening()
            && immediate.requireLoggedInAgents()
            && wish.waitTime().knowledge() == WaitTime.Knowledge.NO_AGENTS,
        Refusal.of(11, ReasonCode.NO_AGENTS));
  }

  private static Optional<Refusal> servedBeforeClosing(BookingWish wish, Placement placement) {
    var immediate = wish.settings().offering().immediate();
    if (placement.kind() != CallbackKind.IMMEDIATE
        || placement.waitsForOpening()
        || !immediate.forecastCheck()) {
      return Optional.empty();
    }
    var served = wish.now().plusSeconds(wish.waitTime().orZero());
    return closing(wish).flatMap(closing -> {
      if (!served.isBefore(closing)) {
        return Optional.of(Refusal.of(11, ReasonCode.FORECAST_AFTER_CLOSING));
      }
      var lastMoment = closing.minusSeconds(60L * immediate.blackoutMinutes());
      return refuseIf(!served.isBefore(lastMoment), Refusal.of(11, ReasonCode.BLACKOUT));
    });
  }

  private static Optional<Refusal> slotNotMissed(BookingWish wish, Placement placement) {
    if (!wish.alwaysCheckCapacity() || placement.kind() != CallbackKind.SCHEDULED) {
      return Optional.empty();
    }
    var slot = SlotRules.grid(wish.settings()).slotAt(placement.desiredTime());
    var reached = wish.now().plusSeconds(wish.waitTime().orZero());
    return refuseIf(!slot.end().isAfter(reached), Refusal.of(14, ReasonCode.SLOT_WOULD_BE_MISSED));
  }

  private static Optional<Instant> closing(BookingWish wish) {
    return wish.settings().hours().openIntervalAt(wish.now()).map(interval -> interval.end());
  }

  private static Optional<Refusal> refuseIf(boolean failed, Refusal refusal) {
    return failed ? Optional.of(refusal) : Optional.empty();
  }

  /** One check. */
  @FunctionalInterface
  private interface Rule {
    Optional<Refusal> check(BookingWish wish, Placement placement);
  }
}
