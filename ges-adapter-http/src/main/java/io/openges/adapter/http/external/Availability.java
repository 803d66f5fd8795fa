package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.capacity.FreeSlot;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.AskQueue;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers which slots can be booked (specification 3.5), for the vendor's API and for the facade.
 * Safe for use by many threads at once.
 */
public final class Availability {

  /** Names the version of the time zone rules. */
  public static final String TZDATA_HEADER = "X-GES-TZDATA";

  private final AskQueue queues;

  /** Asks {@code queues}. */
  public Availability(AskQueue queues) {
    this.queues = queues;
  }

  /** Returns the version of the time zone rules this process uses, such as {@code 2026b}. */
  public static String tzdata() {
    return ZoneRulesProvider.getVersions("Europe/Paris").lastEntry().getKey();
  }

  /** Returns the slots in the form of the vendor's API. */
  Listed listed(Call call, String service) {
    var query = AvailabilityQuery.read(call, AvailabilityQuery.Names.VENDOR, queues.now());
    var offer = offer(call.tenant(), service, query);
    var slots = capped(offer.slots(), query.maxSlots()).stream()
        .map(free -> new Listed.Entry(
            WireTime.format(free.slot().start()),
            WireTime.format(free.slot().start(), query.zone()),
            free.free(),
            free.total()))
        .toList();
    return new Listed(slots, offer.nominalLength().toMinutes(), query.zone().getId());
  }

  /** Returns slot start to capacity left, the form of the facade. */
  public Map<String, Integer> flat(Call call, String service) {
    var query = AvailabilityQuery.read(call, AvailabilityQuery.Names.FACADE, queues.now());
    var flat = new LinkedHashMap<String, Integer>();
    var offer = offer(call.tenant(), service, query);
    capped(offer.slots(), query.maxSlots())
        .forEach(free -> flat.put(WireTime.format(free.slot().start()), free.free()));
    return flat;
  }

  private AskQueue.Offer offer(TenantId tenant, String service, AvailabilityQuery query) {
    return queues
        .slots(tenant, new QueueName(service), query.range(), query.reportBusy())
        .orElseThrow(() -> ProblemException.of(StatusCode.SERVICE_UNKNOWN));
  }

  /** Ends the list with the last free slot asked for; full ones do not count. */
  private static List<FreeSlot> capped(List<FreeSlot> slots, @Nullable Integer most) {
    if (most == null) {
      return slots;
    }
    var kept = new ArrayList<FreeSlot>();
    int free = 0;
    for (var slot : slots) {
      kept.add(slot);
      free += slot.free() > 0 ? 1 : 0;
      if (free == most) {
        break;
      }
    }
    return kept;
  }

  /**
   * The slots.
   *
   * @param slots in rising order
   * @param durationMin nominal length in minutes
   * @param timezone the zone of the local times
   */
  record Listed(List<Entry> slots, long durationMin, String timezone) {

    /**
     * A slot.
     *
     * @param utcTime its start, ISO-UTC
     * @param localTime its start with the offset of the zone
     * @param capacity callbacks it still takes, 0 or more
     * @param total callbacks it takes in all
     */
    record Entry(String utcTime, String localTime, int capacity, int total) {}
  }
}
