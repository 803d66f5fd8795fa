package io.openges.app.metrics;

import io.prometheus.client.CollectorRegistry;
import java.util.function.LongSupplier;

/** Counts stored settings that cannot be read. Safe for use by many threads at once. */
public final class SettingsMetrics {

  /**
   * Registers the counter.
   *
   * @param unreadable how many stored versions could not be read so far
   */
  public SettingsMetrics(CollectorRegistry registry, NodeLabels node, LongSupplier unreadable) {
    new ReadCounter(
            "ges_settings_unreadable",
            "Versions of settings or rules that could not be read.",
            node,
            unreadable)
        .register(registry);
  }
}
