package io.openges.app.wiring;

import io.openges.app.metrics.CallbackGauges;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.driving.dispatch.DispatchDue;
import io.openges.usecase.Ges;
import io.openges.usecase.GesRunner;
import io.openges.usecase.queue.SettingsSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's settings up to date, and the series of its tenants, has callbacks judged by
 * what is new, and tells of settings that cannot be read, once for each version. Safe for use by
 * many threads at once.
 */
final class SettingsRefresh implements Runnable {

  /** How long a publication of another node may stay unseen without a notice. */
  static final Duration INTERVAL = GesRunner.SETTINGS;

  private static final Logger LOG = LoggerFactory.getLogger(SettingsRefresh.class);

  private final Set<SettingsSnapshots.Unreadable> told = ConcurrentHashMap.newKeySet();
  private final List<Consumer<Set<TenantId>>> series = new CopyOnWriteArrayList<>();
  private final SettingsSnapshots settings;
  private final DispatchDue dispatch;
  private final Tenants tenants;

  SettingsRefresh(Ges ges, Tenants tenants, CallbackMetrics metrics, CallbackGauges gauges) {
    this.settings = ges.settings();
    this.dispatch = ges.dispatchDue();
    this.tenants = tenants;
    prepares(metrics::prepare);
    prepares(gauges::prepare);
  }

  /**
   * Has more series made from the next run on.
   *
   * @param more told of tenants that are known, again and again
   */
  void prepares(Consumer<Set<TenantId>> more) {
    series.add(more);
  }

  @Override
  public void run() {
    settings.refresh();
    settings.unreadable().stream().filter(told::add).forEach(SettingsRefresh::tell);
    prepare(settings.all().keySet());
    dispatch.followSettings();
    try {
      prepare(tenants.all());
    } catch (DependencyUnavailableException later) {
      // A node starts and works without their series, and whoever was asked has told of it.
    }
  }

  private static void tell(SettingsSnapshots.Unreadable unreadable) {
    LOG.error(
        "{} of {}, version {}: cannot be read in full; what was read before stays in"
            + " force, and queues whose rules never were take no bookings",
        unreadable.kind(),
        unreadable.tenant(),
        unreadable.version());
  }

  private void prepare(Set<TenantId> known) {
    series.forEach(one -> one.accept(known));
  }
}
