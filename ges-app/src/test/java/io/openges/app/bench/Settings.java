package io.openges.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.domain.tenant.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The tenant of the benchmarks and its queues, which never close. Thread-safe. */
final class Settings {

  /** How many queues bookings are spread over. */
  static final int QUEUES = 20;

  /** One more, of which one slot after the other is filled. */
  static final int HOT_QUEUE = QUEUES;

  /** One that counts bookings by every limit, and reaches none. */
  static final String LIMITED = "VQ_Bench_limited";

  /** One that accepts one booking of a number. */
  static final String THROTTLED = "VQ_Bench_throttled";

  /** Callbacks per slot: the most a row can say. */
  static final int CAPACITY = 10_000;

  static final String API_KEY = "benchmark";
  static final TenantId TENANT =
      new TenantId(UUID.fromString("7f0c2a5e-52a4-4a51-9d0e-3f6b1c8f4b11"));

  private Settings() {}

  /** Returns the name of a queue. */
  static String queue(int number) {
    return "VQ_Bench_" + number;
  }

  /** Returns the publication. */
  static Map<String, Object> table() {
    var always = List.of(Map.of("from", "00:00", "to", "24:00"));
    Map<String, Object> weekly = new LinkedHashMap<>();
    List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        .forEach(day -> weekly.put(day, always));
    Map<String, Object> hours = Map.of(
        "name", "Always", "timezone", "Europe/Paris", "weekly", weekly, "specialDays", List.of());
    Map<String, Object> queues = new LinkedHashMap<>();
    for (int i = 0; i <= HOT_QUEUE; i++) {
      queues.put(queue(i), row());
    }
    queues.put(LIMITED, limited(10_000));
    queues.put(THROTTLED, limited(1));
    return Map.of("formatVersion", 1, "businessHours", Map.of("always", hours), "queues", queues);
  }

  private static Map<String, Object> row() {
    return Map.ofEntries(
        Map.entry("callbackApplication", "Callback_Bench"),
        Map.entry("applicationStream", "Live"),
        Map.entry("businessHours", "always"),
        Map.entry("routingPoint", "8000"),
        Map.entry("timeSlotMinutes", 15),
        Map.entry("maxCallbacksPerSlot", CAPACITY),
        Map.entry("duplicateCheck", "off"),
        Map.entry("throttleNumberLimit", 0),
        Map.entry("throttleServiceLimit1", 0),
        Map.entry("throttleServiceLimit2", 0),
        Map.entry("maxQueuedImmediate", 0),
        Map.entry("defaultCountry", "FR"));
  }

  private static Map<String, Object> limited(int perNumber) {
    Map<String, Object> row = new LinkedHashMap<>(row());
    row.put("duplicateCheck", perNumber == 1 ? "off" : "standard");
    row.put("throttleNumberLimit", perNumber);
    row.put("throttleServiceLimit1", 1_000_000);
    row.put("throttleServiceLimit2", 1_000_000);
    return row;
  }

  /** Writes the publication to a file below {@code directory}. */
  static Path write(Path directory) throws IOException {
    return Files.write(
        directory.resolve("settings.json"), new JsonMapper().writeValueAsBytes(table()));
  }
}
