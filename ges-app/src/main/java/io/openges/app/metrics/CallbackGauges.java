package io.openges.app.metrics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackState;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How many callbacks are open in the whole system, counted anew now and then (specification 18).
 * Safe for use by many threads at once; refreshed by one.
 */
public final class CallbackGauges {

  private static final List<CallbackState> OPEN = List.of(
      CallbackState.SCHEDULED,
      CallbackState.QUEUED,
      CallbackState.ROUTING,
      CallbackState.PROCESSING);

  private final CallbackQueries queries;
  private final Supplier<Map<TenantId, Integer>> settingsVersions;
  private final Gauge open;
  private final Gauge watched;
  private final Gauge version;
  private final Gauge outOfHours;
  private final Set<TenantId> known = ConcurrentHashMap.newKeySet();

  /**
   * Registers the gauges, all at 0.
   *
   * @param settingsVersions the version in force of each tenant's settings; answers from memory
   */
  public CallbackGauges(
      CollectorRegistry registry,
      CallbackQueries queries,
      Supplier<Map<TenantId, Integer>> settingsVersions) {
    this.queries = requireNonNull(queries, "queries");
    this.settingsVersions = requireNonNull(settingsVersions, "settingsVersions");
    open = gauge(registry, "ges_callbacks_open", "Open callbacks.", "tenant", "state");
    watched = gauge(registry, "ges_monitor_size", "Callbacks watched.", "type");
    version = gauge(registry, "ges_settings_version", "Settings in force.", "tenant");
    outOfHours =
        gauge(registry, "ges_bookings_out_of_hours", "Bookings outside of hours.", "tenant");
    List.of("scheduled", "due", "submitted", "active").forEach(watched::labels);
  }

  /** Makes the series of tenants that have none yet. */
  public void prepare(Collection<TenantId> tenants) {
    tenants.stream().filter(known::add).map(TenantId::toString).forEach(tenant -> {
      OPEN.forEach(state -> open.labels(tenant, state.name()));
      version.labels(tenant);
      outOfHours.labels(tenant);
    });
  }

  /**
   * Counts anew.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; the
   *     gauges stay as they are
   */
  public void refresh() {
    var counts = queries.countOpen();
    prepare(counts.keySet());
    Map<CallbackState, Long> sums = new EnumMap<>(CallbackState.class);
    for (var tenant : known) {
      var own = counts.getOrDefault(tenant, Map.of());
      for (var state : OPEN) {
        long count = own.getOrDefault(state, 0L);
        open.labels(tenant.toString(), state.name()).set((double) count);
        sums.merge(state, count, Long::sum);
      }
    }
    watched.labels("scheduled").set(sum(sums, CallbackState.SCHEDULED));
    watched.labels("submitted").set(sum(sums, CallbackState.QUEUED));
    watched
        .labels("active")
        .set(sum(sums, CallbackState.ROUTING) + sum(sums, CallbackState.PROCESSING));
    settingsVersions
        .get()
        .forEach((tenant, number) -> version.labels(tenant.toString()).set(number));
  }

  /** Notes how many callbacks the last round of the dispatcher found due. */
  public void due(int count) {
    watched.labels("due").set(count);
  }

  /** Notes how many scheduled callbacks of a tenant are outside of business hours. */
  void outOfHours(TenantId tenant, int count) {
    outOfHours.labels(tenant.toString()).set(count);
  }

  private static double sum(Map<CallbackState, Long> sums, CallbackState state) {
    return (double) sums.getOrDefault(state, 0L);
  }

  private static Gauge gauge(
      CollectorRegistry registry, String name, String help, String... labels) {
    return Gauge.build(name, help).labelNames(labels).register(registry);
  }
}
