package io.openges.app.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import java.util.List;
import java.util.function.LongSupplier;

/** A counter whose value is kept elsewhere. Safe for use by many threads at once. */
final class ReadCounter extends Collector {

  private final String name;
  private final String help;
  private final NodeLabels node;
  private final LongSupplier value;

  ReadCounter(String name, String help, NodeLabels node, LongSupplier value) {
    this.name = name;
    this.help = help;
    this.node = node;
    this.value = value;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    var family = new CounterMetricFamily(name, help, List.of(NodeLabels.NAMES));
    family.addMetric(List.of(node.version(), node.host()), (double) value.getAsLong());
    return List.of(family);
  }
}
