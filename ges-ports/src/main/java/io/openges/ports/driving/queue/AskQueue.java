package io.openges.ports.driving.queue;

import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.domain.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Driving port: what a customer's application asks before it books (specification 3.5 to 3.7).
 * Queries never write. Safe for use by many threads at once.
 */
public interface AskQueue {

  /**
   * Returns the slots of {@code range} that can be booked; empty if there is no such queue.
   *
   * @param range a stretch of time, of any length; what lies in the past or beyond 14 days is left
   *     out
   * @param reportBusy whether full slots are listed too
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<Offer> slots(TenantId tenant, QueueName queue, Interval range, boolean reportBusy);

  /**
   * Returns how long the office stays open from {@code from} on, zero if it is closed; empty if the
   * name is neither a queue nor a business-hours object.
   */
  Optional<Duration> openFor(TenantId tenant, String queueOrHours, Instant from);

  /** Returns what the queue offers now; empty if there is no such queue. */
  Optional<QueueStatus> status(TenantId tenant, QueueName queue);

  /** Returns the clock's reading, for parameters that default to now. */
  Instant now();

  /**
   * Slots on offer.
   *
   * @param slots in rising order
   * @param nominalLength the slot length
   * @param zone the zone of the queue's business hours
   */
  record Offer(List<FreeSlot> slots, Duration nominalLength, ZoneId zone) {

    /** Copies the list. */
    public Offer {
      slots = List.copyOf(slots);
    }
  }

  /**
   * What a queue offers.
   *
   * @param waitTime its waiting time
   * @param immediateOffered whether an immediate callback would be taken
   * @param scheduledOffered whether scheduled callbacks are offered at all
   */
  record QueueStatus(WaitTime waitTime, boolean immediateOffered, boolean scheduledOffered) {}
}
