package io.openges.app.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.util.Collections;
import java.util.Set;

/**
 * Writes metrics in the text format 0.0.4, each under exactly the name of specification 18: the
 * library would add {@code _total} to every counter, and a {@code _created} beside it. Thread-safe.
 */
public final class MetricsText {

  /** The content type of the format. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Counters whose own name ends in _total, which the library takes off on declaration. */
  private static final Set<String> ENDING_IN_TOTAL = Set.of(
      "ges_http_requests_total", "ges_http_failed_requests_total", "ges_process_cpu_seconds_total");

  private MetricsText() {}

  /** Returns everything in the registry. */
  public static String of(CollectorRegistry registry) {
    var text = new StringBuilder(16_384);
    for (var family : Collections.list(registry.metricFamilySamples())) {
      append(text, family);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Collector.MetricFamilySamples family) {
    boolean counter = family.type == Collector.Type.COUNTER;
    var name = counter ? counterName(family.name) : family.name;
    text.append("# HELP ").append(name).append(' ').append(escaped(family.help, false));
    text.append("\n# TYPE ").append(name).append(' ').append(type(family.type)).append('\n');
    for (var sample : family.samples) {
      if (!isCreationTime(family, sample)) {
        text.append(counter ? name : sample.name);
        appendLabels(text, sample);
        text.append(' ').append(Collector.doubleToGoString(sample.value)).append('\n');
      }
    }
  }

  private static String counterName(String name) {
    var total = name + "_total";
    return ENDING_IN_TOTAL.contains(total) ? total : name;
  }

  private static boolean isCreationTime(
      Collector.MetricFamilySamples family, Collector.MetricFamilySamples.Sample sample) {
    return family.type != Collector.Type.GAUGE && sample.name.equals(family.name + "_created");
  }

  private static String type(Collector.Type type) {
    return switch (type) {
      case COUNTER -> "counter";
      case GAUGE, INFO, STATE_SET -> "gauge";
      case HISTOGRAM, GAUGE_HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
      case UNKNOWN -> "untyped";
    };
  }

  private static void appendLabels(
      StringBuilder text, Collector.MetricFamilySamples.Sample sample) {
    if (sample.labelNames.isEmpty()) {
      return;
    }
    char separator = '{';
    for (int i = 0; i < sample.labelNames.size(); i++) {
      text.append(separator).append(sample.labelNames.get(i)).append("=\"");
      text.append(escaped(sample.labelValues.get(i), true)).append('"');
      separator = ',';
    }
    text.append('}');
  }

  private static String escaped(String text, boolean quotes) {
    var escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quotes ? escaped.replace("\"", "\\\"") : escaped;
  }
}
