package io.openges.ports.driving.callback;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.Transition;
import io.openges.domain.capacity.FreeSlot;
import java.util.List;

/**
 * Driving port: a session of the voice platform reports (specification 17.2). Safe for use by many
 * threads at once.
 */
public interface ReportSession {

  /**
   * Takes a report durably, or says why not.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     repeating is harmless
   * @throws io.openges.ports.driven.UnavailableException if settings change faster than they can be
   *     judged by; nothing was done then
   */
  Outcome report(CallbackKey key, SessionReport report);

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The report is taken, or told nothing new.
     *
     * @param callback as it is now
     * @param changed whether something changed
     */
    record Accepted(Callback callback, boolean changed) implements Outcome {}

    /** No such callback. */
    record Unknown() implements Outcome {}

    /**
     * The report is refused; its session is to end without dialling.
     *
     * @param callback as it is
     * @param why the reason
     */
    record Refused(Callback callback, Transition.Refusal why) implements Outcome {}

    /**
     * The new desired time lies in a full slot; nothing changed.
     *
     * @param proposals the nearest free slots, at most 10
     */
    record SlotFull(List<FreeSlot> proposals) implements Outcome {}

    /**
     * A booking rule refuses the new desired time; nothing changed.
     *
     * @param refusal the first check that failed
     */
    record TimeRefused(io.openges.domain.booking.Refusal refusal) implements Outcome {}
  }
}
