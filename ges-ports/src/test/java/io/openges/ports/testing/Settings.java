package io.openges.ports.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table of settings to publish, step by step: business hours first, then the queues that have
 * them. Not thread-safe; one thread at a time.
 */
public final class Settings {

  private final Map<String, Object> hours = new LinkedHashMap<>();
  private final Map<String, Object> queues = new LinkedHashMap<>();

  private Settings() {}

  /** Returns a table without hours and queues. */
  public static Settings empty() {
    return new Settings();
  }

  /** Adds business hours under an id of their own. */
  public Settings hours(String id, Hours office) {
    hours.put(id, office.content());
    return this;
  }

  /**
   * Adds a queue with slots of 15 minutes.
   *
   * @param hoursId the id of its hours
   * @param callbacksPerSlot its capacity, 0 to 10,000
   */
  public Settings queue(String name, String hoursId, int callbacksPerSlot) {
    queues.put(name, Engine.row(hoursId, callbacksPerSlot));
    return this;
  }

  /** Sets a column of a queue that was added before (specification 10.2). */
  public Settings column(String queue, String column, Object value) {
    if (!(queues.get(queue) instanceof Map<?, ?> known)) {
      throw new IllegalArgumentException("no such queue: " + queue);
    }
    var row = new LinkedHashMap<String, Object>();
    known.forEach((name, old) -> row.put(String.valueOf(name), old));
    row.put(column, value);
    queues.put(queue, row);
    return this;
  }

  /** Returns the publication as plain values of its JSON. */
  public Map<String, Object> content() {
    return Map.of(
        "formatVersion", 1, "businessHours", Map.copyOf(hours), "queues", Map.copyOf(queues));
  }
}
