package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingTerms;
import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.SlotRules;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.capacity.FreeSlots;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SlotOccupancy;
import java.time.Instant;
import java.util.List;

/**
 * Free slots to offer instead of a full one (specification 3.2, {@code data.slots}). Safe for use
 * by many threads at once.
 */
public final class Proposals {

  private static final int LIMIT = 10;

  private final SlotOccupancy occupancy;
  private final BookingTerms terms;

  /** Makes the service. */
  public Proposals(SlotOccupancy occupancy, BookingTerms terms) {
    this.occupancy = requireNonNull(occupancy, "occupancy");
    this.terms = requireNonNull(terms, "terms");
  }

  /**
   * Returns the nearest free slots, at most 10, those after {@code wanted} first.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  public List<FreeSlot> instead(TenantId tenant, BookingWish wish, Instant wanted) {
    var taken = AskQueueService.wholeHorizon(occupancy, tenant, wish.settings(), wish.now());
    return FreeSlots.nearest(SlotRules.search(wish, terms, taken), wanted, LIMIT);
  }
}
