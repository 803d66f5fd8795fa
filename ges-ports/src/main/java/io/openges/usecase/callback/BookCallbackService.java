package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.booking.SlotRules;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.queue.QueueSettings;
import io.openges.ports.driven.callback.BookingStore;
import io.openges.ports.driven.callback.BookingStore.NewBooking;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.queue.SettingsVersions;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.usecase.captcha.CaptchaGuard;
import io.openges.usecase.captcha.CaptchaGuard.Passage;
import io.openges.usecase.phone.NumberChecks;
import io.openges.usecase.queue.Proposals;
import io.openges.usecase.queue.SettingsSnapshots;
import io.openges.usecase.queue.SettingsSnapshots.Current;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a booking by pure rules first and commits it last, in one transaction with its place and
 * its idempotency key; so nothing ever needs to be compensated. The checks keep the order of
 * specification 3.2.2.
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
   * @param numbers says which numbers may be called
   * @param captcha wants proof that a person books
   * @param time the clock
   */
  public record Judgement(
      BookingPolicy policy,
      Proposals proposals,
      BookingDrafts drafts,
      NumberChecks numbers,
      CaptchaGuard captcha,
      InstantSource time) {}

  @Override
  public Outcome book(Command command) {
    var now = judgement.time().instant().truncatedTo(ChronoUnit.MILLIS);
    var before = repetition(command, now);
    if (before.isPresent()) {
      return before.get();
    }
    var passage = judgement.captcha().passage(command);
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
    return refusal.isPresent()
        ? refused(command, wish, refusal.get(), current.settings().version())
        : commit(command, wish, current, passage);
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
            judgement.numbers().judge(settings, command.phoneNumber())));
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

  private @Nullable Outcome commit(
      Command command, BookingWish wish, Current current, Passage passage) {
    int version = current.settings().version();
    var placement = judgement.policy().place(wish);
    var callback = judgement.drafts().draft(command, wish, placement, version);
    var place = place(callback, wish.settings(), current.versions());
    var wakeAt = judgement.drafts().firstWake(callback, wish);
    var outcome = bookings.book(new NewBooking(
        callback, booked(callback, passage), place, wakeAt, remembered(command, callback)));
    if (outcome instanceof BookingStore.Outcome.Booked) {
      committed.tell(callback, wakeAt);
      return new Outcome.Booked(callback);
    }
    if (outcome instanceof BookingStore.Outcome.SlotFull full) {
      return new Outcome.SlotFull(
          proposals(command, wish),
          Refused.byPlaces(wish, requireNonNull(place, "place"), full.used(), version));
    }
    return outcome instanceof BookingStore.Outcome.Outdated ? null : notBooked(outcome);
  }

  private static Outcome notBooked(BookingStore.Outcome outcome) {
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

  private static BookingStore.@Nullable Place place(
      Callback callback, QueueSettings settings, SettingsVersions judgedBy) {
    if (callback.schedule().kind() != CallbackKind.SCHEDULED) {
      return null;
    }
    var slot = SlotRules.grid(settings).slotAt(callback.schedule().desiredTime());
    return new BookingStore.Place(
        slot.interval(), SlotRules.capacity(settings).total(slot), judgedBy);
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

  private static BookingStore.@Nullable Remembered remembered(Command command, Callback callback) {
    var idempotency = command.extras().idempotency();
    return idempotency == null
        ? null
        : new BookingStore.Remembered(
            idempotency.key(),
            idempotency.fingerprint(),
            idempotency.answer().apply(callback),
            callback.booking().createdAt());
  }
}
