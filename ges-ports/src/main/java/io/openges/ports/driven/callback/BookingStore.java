package io.openges.ports.driven.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.time.Interval;
import io.openges.ports.driven.queue.SettingsVersions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: takes bookings durably.
 *
 * <p>Safe for use by many threads at once, and by many processes that share the store. Every
 * implementation passes {@code BookingStoreContract} and {@code IdempotencyContract}.
 */
public interface BookingStore {

  /**
   * Stores the callback, takes its place and remembers its idempotency key, all or nothing. When
   * this returns {@link Outcome.Booked} everything is durable. Of many callers racing for the last
   * place of a slot exactly one is booked; of many with one idempotency key one is booked and the
   * others get its answer; of many with one number only as many are booked as may be open.
   *
   * <p>What comes first of these refuses a booking: its key, old settings, its number, its queue's
   * waiting callbacks, its place.
   *
   * <p>A place is taken only if what its capacity was judged by is still the newest when the slot
   * can no longer be changed by others: so of two bookings of a slot the later one never goes by
   * the older settings. A publication that becomes durable after that counts as later than the
   * booking, and its capacity is not asked. A callback that needs no place is refused likewise if
   * the settings that {@link Most} names are no longer the newest, so that no queue that was
   * removed takes it; what becomes durable at the same moment may be missed there.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     whether the callback is booked is then unknown unless it says that nothing was done, and
   *     only a repetition with the same idempotency key is harmless
   */
  Outcome book(NewBooking booking);

  /**
   * What is to be stored.
   *
   * @param callback a new callback
   * @param event the first line of its timeline
   * @param place the place it needs in a slot, null if it needs none
   * @param wakeAt when the dispatcher is to look at it first, milliseconds, UTC
   * @param idempotency the caller's key, null if there is none
   * @param most how many open callbacks there may be with it
   */
  record NewBooking(
      Callback callback,
      TimelineEvent event,
      @Nullable Place place,
      Instant wakeAt,
      @Nullable Remembered idempotency,
      Most most) {

    /** Makes a booking beside which any number of callbacks may be open. */
    public NewBooking(
        Callback callback,
        TimelineEvent event,
        @Nullable Place place,
        Instant wakeAt,
        @Nullable Remembered idempotency) {
      this(callback, event, place, wakeAt, idempotency, Most.ANY);
    }

    /** Checks that every required part is there. */
    public NewBooking {
      requireNonNull(callback, "callback");
      requireNonNull(event, "event");
      requireNonNull(wakeAt, "wakeAt");
      requireNonNull(most, "most");
    }
  }

  /**
   * How many callbacks of a queue may be open with the new one among them (specification 9).
   *
   * @param ofNumber with its {@linkplain io.openges.domain.callback.PhoneNumber#digits() number}, 0
   *     for any number of them
   * @param waiting immediate ones in state QUEUED, asked for immediate callbacks only; 0 for any
   *     number of them
   * @param judgedBy the settings that say so and that let the callback in; null if none do, so that
   *     none can be newer
   */
  record Most(int ofNumber, int waiting, @Nullable SettingsVersions judgedBy) {

    /** Any number. */
    public static final Most ANY = new Most(0, 0);

    /** Makes figures that no settings say. */
    public Most(int ofNumber, int waiting) {
      this(ofNumber, waiting, null);
    }
  }

  /**
   * A place in a slot: it is free while fewer than {@code capacity} scheduled, open callbacks of
   * the same queue are desired within the slot (specification 8.3).
   *
   * @param slot the slot; its bounds lie on whole five minutes UTC
   * @param capacity how many callbacks the slot takes, 0 or more
   * @param judgedBy the settings that slot and capacity come from
   */
  record Place(Interval slot, int capacity, SettingsVersions judgedBy) {

    /** Checks that every part is there. */
    public Place {
      requireNonNull(slot, "slot");
      requireNonNull(judgedBy, "judgedBy");
    }

    /** Makes a place in a slot of a tenant that never published anything. */
    public Place(Interval slot, int capacity) {
      this(slot, capacity, SettingsVersions.NONE);
    }
  }

  /**
   * An idempotency key with the answer to give when it comes again (specification 3.1); kept 24
   * hours from {@code at}.
   *
   * @param key 1 to 255 visible ASCII characters, unique within the tenant
   * @param fingerprint a digest of the request's meaning; as personal as the request, which may be
   *     found from it by trying
   * @param answer what to answer to a repetition, byte for byte
   * @param at when it was used, milliseconds, UTC
   */
  record Remembered(String key, String fingerprint, String answer, Instant at) {

    /** The fingerprint that is left of an erased request; no digest is like it. */
    public static final String ERASED = "erased";

    /** Checks that every part is there. */
    public Remembered {
      requireNonNull(key, "key");
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(answer, "answer");
      requireNonNull(at, "at");
    }

    /**
     * Returns what is left once its request is erased: a key that no request matches and an empty
     * answer, which therefore nobody gets (specification 6.9).
     */
    public Remembered erased() {
      return new Remembered(key, ERASED, "", at);
    }
  }

  /** What came of it. */
  sealed interface Outcome {

    /** The callback stands and is durable. */
    record Booked() implements Outcome {}

    /**
     * The slot has no free place; nothing was stored.
     *
     * @param used places taken at the time, 0 or more
     */
    record SlotFull(int used) implements Outcome {}

    /**
     * As many callbacks of the number are open as may be; nothing was stored.
     *
     * @param open how many, 1 or more
     */
    record Duplicate(int open) implements Outcome {}

    /**
     * As many immediate callbacks of the queue are waiting as may be; nothing was stored.
     *
     * @param waiting how many, 1 or more
     */
    record Crowded(int waiting) implements Outcome {}

    /**
     * The booking was judged by settings that are no longer the newest, whatever room there is; to
     * be judged again by the newest. Nothing was stored.
     */
    record Outdated() implements Outcome {}

    /**
     * The key was used before for the same request; nothing was stored.
     *
     * @param answer the answer given then
     */
    record Replayed(String answer) implements Outcome {}

    /** The key was used before for another request; nothing was stored. */
    record KeyMismatch() implements Outcome {}

    /** Another request with the key was still running after ten seconds; nothing was stored. */
    record KeyBusy() implements Outcome {}
  }
}
