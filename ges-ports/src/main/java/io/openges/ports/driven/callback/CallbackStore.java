package io.openges.ports.driven.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.Transition;
import io.openges.ports.driven.callback.BookingStore.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: the callbacks as they stand.
 *
 * <p>Safe for use by many threads at once, and by many processes that share the store. Every
 * implementation passes {@code CallbackStoreContract} and {@code RoundTripContract}.
 */
public interface CallbackStore {

  /**
   * Returns the callback as last committed.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<Callback> find(CallbackKey key);

  /**
   * Finds the tenant of a callback, for calls that name only the callback (specification 5.2).
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<CallbackKey> locate(CallbackId id);

  /**
   * Stores a change if the stored version is still that of its {@code before}, in one transaction
   * with the place it takes or frees and its timeline events. The place that {@code before} holds
   * is freed exactly when {@code after} no longer holds it. The change ends a claim, but a claim of
   * the same attempt that was made since {@code before} was read stays counted. Such a claim may
   * lead to a stream entry, so a change that completes, moves or edits the callback and revokes
   * nothing is not stored then: to be judged again, by what is known of the claim.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     change may have been stored, and reading again tells
   */
  UpdateOutcome update(Update update);

  /**
   * Returns the events of a callback in the order they happened; empty if it is unknown.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<TimelineEvent> timeline(CallbackKey key);

  /**
   * A change to store.
   *
   * @param change what changes
   * @param wakeAt when the dispatcher is to look at it next, null for never
   * @param newPlace the place {@code after} needs in another slot than {@code before}, null if it
   *     needs none or stays where it is
   * @param audit kept with the change, null for none
   */
  record Update(
      Transition.Changed change,
      @Nullable Instant wakeAt,
      @Nullable Place newPlace,
      @Nullable AuditEntry audit) {

    /** Makes a change that is nobody's deed. */
    public Update(Transition.Changed change, @Nullable Instant wakeAt, @Nullable Place newPlace) {
      this(change, wakeAt, newPlace, null);
    }

    /** Checks that there is a change. */
    public Update {
      requireNonNull(change, "change");
    }
  }

  /** What came of an update. */
  enum UpdateOutcome {
    /** It is durable. */
    STORED,
    /** Somebody else changed or claimed the callback, or it is gone; nothing was stored. */
    VERSION_CONFLICT,
    /** The new slot has no free place; nothing was stored. */
    SLOT_FULL,
    /**
     * The new place was judged by settings that are no longer the newest, as in
     * {@link BookingStore.Outcome.Outdated}; nothing was stored.
     */
    OUTDATED
  }
}
