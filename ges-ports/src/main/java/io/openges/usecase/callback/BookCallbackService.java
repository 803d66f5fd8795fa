package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.queue.QueueSettings;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.usecase.captcha.CaptchaGuard.Passage;
import io.openges.usecase.queue.Proposals;
import io.openges.usecase.queue.SettingsSnapshots;
import io.openges.usecase.queue.SettingsSnapshots.Current;
import io.openges.usecase.throttle.Applicant;
import io.openges.usecase.throttle.Throttle;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a booking by pure rules first and commits it last, in one transaction with its place and
 * its idempotency key. Only what was counted in sliding windows is given back when nothing comes of
 * it, as it is kept elsewhere. The checks keep the order of specification 3.2.2.
 */
public final class BookCallbackService implements BookCallback {

  private final BookingStore bookings;
  private final IdempotencyKeys keys;
  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;
  private final Judgement judgement;
  private final Committed committed;

  /** Makes the service. */
  public BookCallbackService(
      BookingStore bookings,
      IdempotencyKeys keys,
      SettingsSnapshots snapshots,
      WaitTimes waitTimes,
      Judgement judgement,
      Committed committed) {
    this.bookings = requireNonNull(bookings, "bookings");
    this.keys = requireNonNull(keys, "keys");
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
    this.judgement = requireNonNull(judgement, "judgement");
    this.committed = requireNonNull(committed, "committed");
  }

  /**
   * What bookings are judged and made by.
   *
   * @param policy the rules
   * @param proposals finds free slots in place of a full one
   * @param drafts makes the callback
   * @param guards what is asked beside the rules
   * @param time the clock
   */
  public record Judgement(
      BookingPolicy policy,
      Proposals proposals,
      BookingDrafts drafts,
      Guards guards,
      InstantSource time) {}

  @Override
  public Outcome book(Command command) {
    var turns = judgement.guards().turns();
    try (var wait = turns.begin()) {
      do {
        var now = judgement.time().instant().truncatedTo(ChronoUnit.MILLIS);
        var before = repetition(command, now);
        if (before.isPresent()) {
          return before.get();
        }
        var turn = turns.take(command, now);
        if (turn.isPresent()) {
          wait.end();
          try {
            return judge(command, now);
          } finally {
            turn.get().release();
          }
        }
      } while (wait.goesOn());
    }
    return new Outcome.KeyBusy();
  }

  private Outcome judge(Command command, Instant now) {
    var passage = judgement.guards().captcha().passage(command);
    var rejudgement = new Rejudgement(snapshots);
    while (true) {
      // read once: row and versions must be of one publication
      var current = snapshots.current(command.tenant());
      var outcome = judge(command, current, passage, now);
      if (outcome != null) {
        return outcome;
      }
      rejudgement.prepare(command.tenant(), current.versions());
    }
  }

  /** Returns null if {@code current} is no longer the newest. */
  private @Nullable Outcome judge(Command command, Current current, Passage passage, Instant now) {
    var settings = current.settings().queue(command.queue());
    if (settings.isEmpty()) {
      return new Outcome.UnknownQueue();
    }
    var wish = wish(command, settings.get(), now);
    var refusal = passage.orRefusal(judgement.policy().firstRefusal(wish), wish.settings());
    if (refusal.isEmpty()) {
      return commit(command, wish, current, passage);
    }
    int version = current.settings().version();
    return refusal.get().check() < Throttle.FIRST_CHECK
        ? refused(command, wish, refusal.get(), version)
        : looked(command, wish, version)
            .orElseGet(() -> refused(command, wish, refusal.get(), version));
  }

  private Optional<Outcome> repetition(Command command, Instant now) {
    var idempotency = command.extras().idempotency();
    if (idempotency == null) {
      return Optional.empty();
    }
    return keys.find(command.tenant(), idempotency.key(), now)
        .map(known -> known.fingerprint().equals(idempotency.fingerprint())
            ? new Outcome.Replayed(known.answer())
            : new Outcome.KeyMismatch());
  }

  private BookingWish wish(Command command, QueueSettings settings, Instant now) {
    var mode = settings.offering().waitTimeMode();
    return new BookingWish(
        settings,
        now,
        command.when().desiredTime(),
        command.when().alwaysCheckCapacity(),
        waitTimes.read(command.tenant(), command.queue(), mode),
        new BookingWish.Customer(
            !command.extras().details().pushTargets().isEmpty(),
            judgement.guards().numbers().judge(settings, command.phoneNumber())));
  }

  private Outcome refused(Command command, BookingWish wish, Refusal refusal, int version) {
    // a twin may have spent the token of both
    var twin = refusal.code() == ReasonCode.CAPTCHA_FAILED
        ? repetition(command, wish.now())
        : Optional.<Outcome>empty();
    return twin.orElseGet(() -> new Outcome.Refused(
        refusal,
        refusal.code() == ReasonCode.SLOT_WOULD_BE_MISSED ? proposals(command, wish) : List.of(),
        Refused.with(refusal, Refused.byRules(judgement.policy(), wish, version))));
  }

  private List<FreeSlot> proposals(Command command, BookingWish wish) {
    var wanted = judgement.policy().place(wish).desiredTime();
    return judgement.proposals().instead(command.tenant(), wish, wanted);
  }

  private Applicant applicant(Command command, BookingWish wish) {
    return Applicant.of(command, wish, judgement.policy().place(wish));
  }

  /** Judges by limits one who is refused anyway, as they come before what refuses him. */
  private Optional<Outcome> looked(Command command, BookingWish wish, int version) {
    var reached = judgement.guards().throttle().look(applicant(command, wish));
    return byLimits(wish, reached, version);
  }

  private Optional<Outcome> byLimits(BookingWish wish, List<Refusal> refusals, int version) {
    if (refusals.isEmpty()) {
      return Optional.empty();
    }
    var grounds = Refused.byRules(judgement.policy(), wish, version);
    for (var limit : refusals) {
      grounds = Refused.with(limit, grounds);
    }
    return Optional.of(new Outcome.Refused(refusals.get(0), List.of(), grounds));
  }

  private @Nullable Outcome commit(
      Command command, BookingWish wish, Current current, Passage passage) {
    int version = current.settings().version();
    var placement = judgement.policy().place(wish);
    var callback = judgement.drafts().draft(command, wish, placement, version);
    var place = BookingOrders.place(callback, wish.settings(), current.versions());
    try (var hold = judgement.guards().throttle().reserve(applicant(command, wish))) {
      if (!hold.refusals().isEmpty()) {
        // its twin may have been booked in the meantime
        return repetition(command, wish.now())
            .or(() -> byLimits(wish, hold.refusals(), version))
            .orElseThrow();
      }
      var wakeAt = judgement.drafts().firstWake(callback, wish);
      var most = BookingOrders.most(wish.settings(), current.versions());
      var outcome = stored(BookingOrders.of(command, callback, most, place, wakeAt, passage), hold);
      if (outcome instanceof BookingStore.Outcome.Booked) {
        hold.keep();
        committed.tell(callback, wakeAt);
        return new Outcome.Booked(callback);
      }
      return outcome instanceof BookingStore.Outcome.Outdated
          ? null
          : notBooked(command, wish, outcome, new Judged(place, version));
    }
  }

  /** It may have been booked without anybody knowing, and no repetition is ever counted. */
  private BookingStore.Outcome stored(BookingStore.NewBooking booking, Throttle.Hold hold) {
    try {
      return bookings.book(booking);
    } catch (DependencyUnavailableException failure) {
      if (!failure.isNothingDone()) {
        hold.keep();
      }
      throw failure;
    }
  }

  /** By what a booking was judged that its store refused. */
  private record Judged(BookingStore.@Nullable Place place, int version) {}

  private Outcome notBooked(
      Command command, BookingWish wish, BookingStore.Outcome outcome, Judged judged) {
    int version = judged.version();
    if (outcome instanceof BookingStore.Outcome.SlotFull full) {
      var place = requireNonNull(judged.place(), "place");
      return new Outcome.SlotFull(
          proposals(command, wish), Refused.byPlaces(wish, place, full.used(), version));
    }
    if (outcome instanceof BookingStore.Outcome.Duplicate) {
      return byLimits(wish, List.of(Refusal.duplicate()), version).orElseThrow();
    }
    if (outcome instanceof BookingStore.Outcome.Crowded) {
      return byLimits(wish, List.of(Throttle.crowded(wish.now())), version).orElseThrow();
    }
    return repeated(outcome);
  }

  private static Outcome repeated(BookingStore.Outcome outcome) {
    if (outcome instanceof BookingStore.Outcome.Replayed replayed) {
      return new Outcome.Replayed(replayed.answer());
    }
    if (outcome instanceof BookingStore.Outcome.KeyMismatch) {
      return new Outcome.KeyMismatch();
    }
    if (outcome instanceof BookingStore.Outcome.KeyBusy) {
      return new Outcome.KeyBusy();
    }
    throw new IllegalStateException("unexpected outcome " + outcome);
  }
}
