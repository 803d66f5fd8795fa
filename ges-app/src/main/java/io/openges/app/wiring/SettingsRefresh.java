package io.openges.app.wiring;

import io.openges.app.metrics.CallbackGauges;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.util.Set;

/**
 * Keeps this node's settings up to date, and the series of its tenants. Safe for use by many
 * threads at once.
 */
final class SettingsRefresh implements Runnable {

  /** How long a publication of another node may stay unseen without a notice. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private final SettingsSnapshots settings;
  private final Tenants tenants;
  private final CallbackMetrics metrics;
  private final CallbackGauges gauges;

  SettingsRefresh(
      SettingsSnapshots settings, Tenants tenants, CallbackMetrics metrics, CallbackGauges gauges) {
    this.settings = settings;
    this.tenants = tenants;
    this.metrics = metrics;
    this.gauges = gauges;
  }

  @Override
  public void run() {
    settings.refresh();
    prepare(settings.all().keySet());
    try {
      prepare(tenants.all());
    } catch (DependencyUnavailableException later) {
      // A node starts and works without their series, and whoever was asked has told of it.
    }
  }

  private void prepare(Set<TenantId> known) {
    metrics.prepare(known);
    gauges.prepare(known);
  }
}
