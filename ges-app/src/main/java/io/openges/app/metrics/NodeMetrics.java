package io.openges.app.metrics;

import io.openges.app.config.Tolerances;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What a node measures of itself (specification 18). Safe for use by many threads at once. */
public final class NodeMetrics extends Collector {

  private static final List<String> AREA = List.of("area");

  private final NodeLabels node;
  private final Tolerances tolerances;
  private final Map<String, DoubleSupplier> gauges;
  private final StandardExports process = new StandardExports();

  /**
   * Makes the collector.
   *
   * @param gauges further gauges without labels, by name; their suppliers answer from memory
   */
  public NodeMetrics(NodeLabels node, Tolerances tolerances, Map<String, DoubleSupplier> gauges) {
    this.node = node;
    this.tolerances = tolerances;
    this.gauges = new LinkedHashMap<>(gauges);
  }

  /** Registers this and the metrics of the JVM. */
  public void registerAll(CollectorRegistry registry) {
    registry.register(this);
    new GarbageCollectorExports().register(registry);
    new ThreadExports().register(registry);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(new GaugeMetricFamily("ges_build_info", "The version.", List.of("version"))
        .addMetric(List.of(node.version()), 1));
    families.addAll(process());
    families.addAll(memory());
    gauges.forEach((name, value) -> families.add(gauge(name, value.getAsDouble())));
    families.add(gauge("http_400_tolerance", tolerances.http400()));
    families.add(gauge("http_401_tolerance", tolerances.http401()));
    families.add(gauge("http_404_tolerance", tolerances.http404()));
    families.add(gauge("http_500_tolerance", tolerances.http500()));
    families.add(gauge("rbac_create_vq_proxy_error_tolerance", tolerances.rbac()));
    families.add(gauge("invalid_content_length_tolerance", tolerances.contentLength()));
    return families;
  }

  // The library's names are without our prefix.
  private List<MetricFamilySamples> process() {
    List<MetricFamilySamples> families = new ArrayList<>();
    for (var family : process.collect()) {
      if (family.name.equals("process_cpu_seconds")) {
        families.add(new CounterMetricFamily(
            "ges_process_cpu_seconds_total", family.help, family.samples.get(0).value));
      } else if (family.name.equals("process_resident_memory_bytes")
          || family.name.equals("process_start_time_seconds")) {
        families.add(gauge("ges_" + family.name, family.samples.get(0).value));
      }
    }
    return families;
  }

  private static List<MetricFamilySamples> memory() {
    var memory = ManagementFactory.getMemoryMXBean();
    var used = new GaugeMetricFamily("jvm_memory_used_bytes", "Memory in use.", AREA);
    var max = new GaugeMetricFamily("jvm_memory_max_bytes", "Memory at most.", AREA);
    add(used, max, "heap", memory.getHeapMemoryUsage());
    add(used, max, "nonheap", memory.getNonHeapMemoryUsage());
    return List.of(used, max);
  }

  private static void add(
      GaugeMetricFamily used, GaugeMetricFamily max, String area, MemoryUsage usage) {
    used.addMetric(List.of(area), (double) usage.getUsed());
    max.addMetric(List.of(area), (double) usage.getMax());
  }

  private static MetricFamilySamples gauge(String name, double value) {
    return new GaugeMetricFamily(name, name.replace('_', ' ') + '.', value);
  }
}
