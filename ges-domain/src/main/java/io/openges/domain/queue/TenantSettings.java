package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.hours.BusinessHours;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a tenant's whole settings table, as all readers see it: never a mixture of two
 * versions (specification 10.1). Immutable and thread-safe.
 *
 * @param version rises by one with each effective publication; 0 before the first
 * @param queues the rows by queue
 * @param businessHours the business-hours objects by id
 */
public record TenantSettings(
    int version, Map<QueueName, QueueSettings> queues, Map<String, BusinessHours> businessHours) {

  /** What a tenant has that never published anything. */
  public static final TenantSettings NONE = new TenantSettings(0, Map.of(), Map.of());

  /** Copies the maps. */
  public TenantSettings {
    requireNonNull(queues, "queues");
    queues = Map.copyOf(queues);
    businessHours = Map.copyOf(businessHours);
  }

  /** Returns the row of {@code name}, empty if there is none. */
  public Optional<QueueSettings> queue(QueueName name) {
    return Optional.ofNullable(queues.get(name));
  }

  /** Returns the same settings under another version. */
  public TenantSettings withVersion(int newVersion) {
    return new TenantSettings(newVersion, queues, businessHours);
  }
}
