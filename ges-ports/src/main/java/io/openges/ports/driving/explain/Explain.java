package io.openges.ports.driving.explain;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.JudgedSlot;
import io.openges.domain.booking.Placement;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.dispatch.Waiting;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import io.openges.ports.driving.callback.BookCallback;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: answers operators who ask why (specification 24), by the same rules that decide and
 * with all that stands in the way, not only the first. Nothing is booked, counted or sent. Safe for
 * use by many threads at once.
 */
public interface Explain {

  /**
   * Says whether a booking would be accepted now; a queue that is not there is a reason too.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  BookingExplained booking(BookCallback.Command command);

  /**
   * Says of every slot of {@code range} whether it is offered; empty if there is no such queue.
   *
   * @param range no longer than what is to be answered at once: every slot of it is
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<SlotsExplained> slots(TenantId tenant, QueueName queue, Interval range);

  /**
   * Says why a callback is still waiting; empty if there is no such callback. A silent voice
   * platform is a reason, not a failure.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<WaitingExplained> waiting(CallbackKey key);

  /**
   * By what an explanation was made.
   *
   * @param at when, milliseconds, UTC
   * @param settingsVersion the version of the settings in force, 0 if there are none
   */
  record Evaluation(Instant at, int settingsVersion) {

    /** Checks that there is a time. */
    public Evaluation {
      requireNonNull(at, "at");
    }
  }

  /**
   * Whether a booking would be accepted.
   *
   * @param reasons every check that fails, in the order of specification 3.2.2; empty if it would
   * @param placement what it would become, null without a queue
   * @param slot the slot it would take a place in, null if it needs none
   * @param evaluation by what this was found
   */
  record BookingExplained(
      List<Refusal> reasons,
      @Nullable Placement placement,
      @Nullable JudgedSlot slot,
      Evaluation evaluation) {

    /** Copies the list. */
    public BookingExplained {
      requireNonNull(evaluation, "evaluation");
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Which slots are offered, and why the others are not.
   *
   * @param slots every slot of the range, in rising order
   * @param nominalLength the slot length
   * @param zone the zone of the queue's business hours
   * @param evaluation by what this was found
   */
  record SlotsExplained(
      List<JudgedSlot> slots, Duration nominalLength, ZoneId zone, Evaluation evaluation) {

    /** Copies the list. */
    public SlotsExplained {
      requireNonNull(nominalLength, "nominalLength");
      requireNonNull(zone, "zone");
      requireNonNull(evaluation, "evaluation");
      slots = List.copyOf(slots);
    }
  }

  /**
   * Why a callback is still waiting.
   *
   * @param callback as it stands
   * @param waiting when it is due and what holds it; null if its queue's settings are gone
   * @param claimedBy the node that holds it under a lease now, null if none does
   * @param history its events, the oldest first
   * @param evaluation by what this was found
   */
  record WaitingExplained(
      Callback callback,
      @Nullable Waiting waiting,
      @Nullable String claimedBy,
      List<TimelineEvent> history,
      Evaluation evaluation) {

    /** Copies the list. */
    public WaitingExplained {
      requireNonNull(callback, "callback");
      requireNonNull(evaluation, "evaluation");
      history = List.copyOf(history);
    }
  }
}
