package io.openges.app.installation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings of a tenant, to be published. Not thread-safe; one thread at a time. */
public final class Publication {

  /** Business hours that never end, which are always part of a publication. */
  public static final String ALWAYS = "always";

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final Map<String, Object> UNLIMITED = Map.of(
      "duplicateCheck", "off",
      "throttleNumberLimit", 0,
      "throttleServiceLimit1", 0,
      "throttleServiceLimit2", 0,
      "maxQueuedImmediate", 0);

  private final Map<String, Object> hours = new LinkedHashMap<>();
  private final Map<String, Object> queues = new LinkedHashMap<>();

  /** Makes a publication without queues. */
  public Publication() {
    hours(ALWAYS, "00:00", "24:00");
  }

  /** Adds business hours, the same on every day, in UTC. */
  public Publication hours(String id, String from, String to) {
    return hours(id, "Etc/UTC", DAYS, from, to);
  }

  /** Adds business hours on some days of the week, such as {@code sun}, in a zone. */
  public Publication hours(String id, String zone, List<String> days, String from, String to) {
    Map<String, Object> weekly = new HashMap<>();
    DAYS.forEach(day ->
        weekly.put(day, days.contains(day) ? List.of(Map.of("from", from, "to", to)) : List.of()));
    hours.put(
        id,
        new LinkedHashMap<>(
            Map.of("name", id, "timezone", zone, "weekly", weekly, "specialDays", List.of())));
    return this;
  }

  /** Adds business hours that never end, in a zone. */
  public Publication always(String id, String zone) {
    return hours(id, zone, DAYS, "00:00", "24:00");
  }

  /** Closes business hours that were added on one day, as {@code 2035-03-07}. */
  @SuppressWarnings("unchecked")
  public Publication holiday(String id, String date) {
    Map<String, Object> object = (Map<String, Object>) hours.get(id);
    if (object == null) {
      throw new IllegalArgumentException(id);
    }
    var day = Map.of(
        "id",
        "holiday",
        "name",
        "Holiday",
        "enabled",
        true,
        "yearly",
        false,
        "ranges",
        List.of(Map.of("from", date, "to", date)),
        "hours",
        List.of());
    object.put("specialDays", List.of(day));
    return this;
  }

  /** Adds a queue; what the columns leave out has its default, but nothing limits bookings. */
  public Publication queue(String name, Map<String, ?> columns) {
    Map<String, Object> unlimited = new HashMap<>(UNLIMITED);
    unlimited.putAll(columns);
    return plainQueue(name, unlimited);
  }

  /** Adds a queue; what the columns leave out has its default. */
  public Publication plainQueue(String name, Map<String, ?> columns) {
    Map<String, Object> row = new HashMap<>();
    row.put("callbackApplication", "Callback_US");
    row.put("applicationStream", "Live");
    row.put("businessHours", ALWAYS);
    row.put("routingPoint", "8001");
    row.put("defaultCountry", "US");
    row.putAll(columns);
    queues.put(name, row);
    return this;
  }

  /** Returns the names of the queues. */
  public Set<String> queueNames() {
    return Set.copyOf(queues.keySet());
  }

  /** Returns the body of the publication. */
  public Map<String, Object> body() {
    return Map.of("formatVersion", 1, "businessHours", hours, "queues", queues);
  }

  /** Returns columns without any limit on how much may be booked, but for the capacity. */
  public static Map<String, Object> unthrottled(int slotMinutes, int capacity) {
    Map<String, Object> columns = new HashMap<>(UNLIMITED);
    columns.put("timeSlotMinutes", slotMinutes);
    columns.put("maxCallbacksPerSlot", capacity);
    return columns;
  }
}
