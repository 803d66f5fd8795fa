package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.app.config.Config;
import io.openges.app.health.HealthBoard;
import io.openges.app.logging.Logging;
import io.openges.app.metrics.CallbackGauges;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.FaultMetrics;
import io.openges.app.metrics.HealthMetrics;
import io.openges.app.metrics.NodeLabels;
import io.openges.app.metrics.NodeMetrics;
import io.openges.app.metrics.ObservedPort;
import io.openges.app.metrics.RefusalMetrics;
import io.openges.app.metrics.SettingsMetrics;
import io.openges.app.worker.SchedulerLag;
import io.openges.domain.queue.TenantSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.usecase.Ges;
import io.openges.usecase.queue.SettingsSnapshots;
import io.prometheus.client.CollectorRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What a node counts and measures. */
final class MetricsModule extends AbstractModule {

  @Provides
  @Singleton
  static FaultMetrics faults(CollectorRegistry registry, NodeLabels node) {
    return new FaultMetrics(registry, node, Logging::lost);
  }

  @Provides
  @Singleton
  static CallbackMetrics callbacks(CollectorRegistry registry, NodeLabels node) {
    return new CallbackMetrics(registry, node);
  }

  @Provides
  @Singleton
  static HealthMetrics health(CollectorRegistry registry, HealthBoard board, NodeLabels node) {
    return new HealthMetrics(board, node).register(registry);
  }

  @Provides
  @Singleton
  static ObservedPort observedPort(
      CollectorRegistry registry, HealthBoard board, FaultMetrics faults, LongSupplier nanoTime) {
    return new ObservedPort(registry, board, faults, nanoTime);
  }

  @Provides
  @Singleton
  static CallbackGauges gauges(CollectorRegistry registry, Ges.Stores stores, Ges ges) {
    return new CallbackGauges(registry, stores.queries(), () -> versions(ges.settings()));
  }

  @Provides
  @Singleton
  static RefusalMetrics refusals(CollectorRegistry registry, NodeLabels node, Ges ges) {
    return new RefusalMetrics(registry, node, ges.questions().refused()::dropped);
  }

  @Provides
  @Singleton
  static SettingsMetrics settings(CollectorRegistry registry, NodeLabels node, Ges ges) {
    return new SettingsMetrics(registry, node, () -> ges.settings().unreadable().size());
  }

  @Provides
  @Singleton
  static SchedulerLag lag(LongSupplier nanoTime) {
    return new SchedulerLag(nanoTime);
  }

  @Provides
  @Singleton
  static NodeMetrics node(
      CollectorRegistry registry,
      NodeLabels node,
      Config config,
      SchedulerLag lag,
      DatabasePool pool) {
    Map<String, DoubleSupplier> gauges = new LinkedHashMap<>();
    gauges.put("ges_scheduler_lag_seconds", lag::seconds);
    gauges.put("ges_db_pool_active", pool::active);
    gauges.put("ges_db_pool_pending", pool::pending);
    gauges.put("ges_ui_sessions", () -> 0);
    gauges.put("ges_event_streams", () -> 0);
    var metrics = new NodeMetrics(node, config.node().tolerances(), gauges);
    metrics.registerAll(registry);
    return metrics;
  }

  private static Map<TenantId, Integer> versions(SettingsSnapshots settings) {
    return settings.all().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> version(entry.getValue())));
  }

  private static int version(TenantSettings settings) {
    return settings.version();
  }
}
