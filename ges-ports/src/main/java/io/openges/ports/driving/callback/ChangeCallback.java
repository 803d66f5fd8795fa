package io.openges.ports.driving.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.UserData;
import io.openges.domain.capacity.FreeSlot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: operators move booked callbacks and change what was booked (specifications 6.7 and
 * 5.1). Safe for use by many threads at once.
 */
public interface ChangeCallback {

  /**
   * Moves a callback to another time, or says why not. The place of the new time is taken and that
   * of the old one freed in one step, so that at every moment exactly one slot counts the callback;
   * an attempt that is under way is revoked, until the voice platform knows.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer;
   *     asking again is harmless
   * @throws io.openges.ports.driven.UnavailableException if settings change faster than they can be
   *     judged by; nothing was done then
   */
  Outcome reschedule(Target target, Instant desiredTime);

  /**
   * Changes what was booked of a callback that waits for its time, or says why not.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer;
   *     asking again is harmless
   */
  Outcome edit(Target target, Edit edit);

  /**
   * Which callback.
   *
   * @param key its name
   * @param ifVersion the version it must still have, null for any
   * @param actor on whose behalf, for the audit
   */
  record Target(CallbackKey key, @Nullable Long ifVersion, String actor) {

    /** Checks that key and actor are there. */
    public Target {
      requireNonNull(key, "key");
      requireNonNull(actor, "actor");
    }
  }

  /**
   * What is to be different.
   *
   * @param phoneNumber the number to call, null to keep it
   * @param userData the application's own data, null to keep it
   * @param priority the priority asked of the routing, null to keep it
   */
  record Edit(
      @Nullable PhoneNumber phoneNumber,
      @Nullable UserData userData,
      @Nullable Integer priority) {}

  /** What came of it. */
  sealed interface Outcome {

    /**
     * It is as wished, now or before.
     *
     * @param callback as it is
     */
    record Changed(Callback callback) implements Outcome {}

    /** No such callback. */
    record Unknown() implements Outcome {}

    /**
     * Its state does not allow it any more.
     *
     * @param callback as it is
     */
    record TooLate(Callback callback) implements Outcome {}

    /**
     * Somebody has changed it since.
     *
     * @param callback as it is
     */
    record VersionConflict(Callback callback) implements Outcome {}

    /** Its queue is gone, so nobody knows its slots. */
    record UnknownQueue() implements Outcome {}

    /**
     * A booking rule refuses the new time, or the new number; nothing changed.
     *
     * @param refusal the first check that failed
     * @param proposals free slots to offer instead, where a slot would be missed; else empty
     */
    record Refused(Refusal refusal, List<FreeSlot> proposals) implements Outcome {}

    /**
     * The slot of the new time is full; nothing changed.
     *
     * @param proposals the nearest free slots, at most 10, those after the wish first
     */
    record SlotFull(List<FreeSlot> proposals) implements Outcome {}
  }
}
