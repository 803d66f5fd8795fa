package io.openges.app.metrics;

import io.prometheus.client.CollectorRegistry;
import java.util.function.LongSupplier;

/** Counts what is lost of the log of refused requests. Safe for use by many threads at once. */
public final class RefusalMetrics {

  /**
   * Registers the counter.
   *
   * @param dropped how many refused requests were not kept so far
   */
  public RefusalMetrics(CollectorRegistry registry, NodeLabels node, LongSupplier dropped) {
    new ReadCounter(
            "ges_refused_requests_dropped",
            "Refused requests that cannot be explained later.",
            node,
            dropped)
        .register(registry);
  }
}
