package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.usecase.queue.BookingsOutOfHours;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of scheduled callbacks that are outside of business hours (specification 7.5): it looks at
 * each tenant's when the node starts, whatever rules of zones it knew before, when the hours of its
 * queues change, and again as long as there are some. Nothing is moved. Not thread-safe; one thread
 * at a time.
 */
public final class OutOfHours implements Runnable {

  /** How often it sees whether there is anything to look at, which is a matter of memory. */
  public static final Duration INTERVAL = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(OutOfHours.class);

  private final BookingsOutOfHours bookings;
  private final SettingsSnapshots settings;
  private final CallbackGauges gauges;
  private final Map<TenantId, Seen> seen = new HashMap<>();

  /**
   * Makes it; it has looked at nothing yet.
   *
   * @param bookings finds the callbacks
   * @param settings knows the hours in force
   * @param gauges where the numbers go
   */
  public OutOfHours(
      BookingsOutOfHours bookings, SettingsSnapshots settings, CallbackGauges gauges) {
    this.bookings = requireNonNull(bookings, "bookings");
    this.settings = requireNonNull(settings, "settings");
    this.gauges = requireNonNull(gauges, "gauges");
  }

  private record Seen(Map<QueueName, BusinessHours> hours, int count) {}

  /**
   * Looks where there may be news.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; who
   *     was not looked at is looked at the next time
   */
  @Override
  public void run() {
    var all = settings.all();
    all.forEach(this::look);
    for (var gone : new HashSet<>(seen.keySet())) {
      if (!all.containsKey(gone)) {
        seen.remove(gone);
        gauges.outOfHours(gone, 0);
      }
    }
  }

  private void look(TenantId tenant, TenantSettings table) {
    var hours = table.queues().entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().hours()));
    var before = seen.get(tenant);
    boolean changed = before == null || !before.hours().equals(hours);
    if (before != null && !changed && before.count() == 0) {
      return;
    }
    var found = bookings.find(tenant, table);
    seen.put(tenant, new Seen(hours, found.count()));
    gauges.outOfHours(tenant, found.count());
    if (changed && found.count() > 0) {
      LOG.warn(
          "{} scheduled callbacks of {} are out of business hours and are not moved, the first: {}",
          found.count(),
          tenant,
          found.first());
    }
  }
}
