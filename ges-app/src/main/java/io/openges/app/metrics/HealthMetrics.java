package io.openges.app.metrics;

import io.openges.app.health.HealthBoard;
import io.openges.ports.driven.Dependency;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of dependencies as gauges, 1 = down, and {@code ges_dependency_up}, 1 = up
 * (specification 18). Safe for use by many threads at once.
 */
public final class HealthMetrics extends Collector {

  private static final Map<String, Dependency> STATUS = status();

  private final HealthBoard board;
  private final NodeLabels node;

  /** Makes the collector. */
  public HealthMetrics(HealthBoard board, NodeLabels node) {
    this.board = board;
    this.node = node;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    boolean any = board.isDown(Dependency.POSTGRESQL);
    for (var one : STATUS.entrySet()) {
      boolean down = board.isDown(one.getValue());
      any |= down;
      families.add(status(one.getKey(), one.getValue() + ": 1 = down.", down));
    }
    families.add(status("GES_HEALTH", "1 if anything is down.", any));
    families.add(dependencies());
    return families;
  }

  private MetricFamilySamples status(String name, String help, boolean down) {
    var family = new GaugeMetricFamily(name, help, List.of(NodeLabels.NAMES));
    return family.addMetric(List.of(node.version(), node.host()), down ? 1 : 0);
  }

  private MetricFamilySamples dependencies() {
    var family = new GaugeMetricFamily("ges_dependency_up", "1 = up.", List.of("dependency"));
    for (var dependency : Dependency.values()) {
      family.addMetric(List.of(dependency.label()), board.isDown(dependency) ? 0 : 1);
    }
    return family;
  }

  private static Map<String, Dependency> status() {
    Map<String, Dependency> status = new LinkedHashMap<>();
    status.put("GWS_CONFIG_STATUS", Dependency.GWS_CONFIGURATION);
    status.put("GWS_ENV_STATUS", Dependency.GWS_ENVIRONMENT);
    status.put("GWS_AUTH_STATUS", Dependency.GWS_AUTH);
    status.put("ALL_URS_DOWN", Dependency.URS);
    status.put("REDIS_CONNECTION", Dependency.REDIS);
    status.put("ORS_REDIS_STATUS", Dependency.ORS_REDIS);
    return status;
  }
}
