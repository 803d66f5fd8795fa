package io.openges.app.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.util.function.LongSupplier;

/** Counters of what should not happen (specification 18). Safe for use by many threads at once. */
public final class FaultMetrics {

  private final Counter.Child uncaught;
  private final Counter.Child[] dns;
  private final Counter.Child late;
  private final Counter.Child gwsErrors;
  private final Counter.Child gwsCredentials;
  private final Counter.Child nexus;
  private final Counter.Child proxies;

  /**
   * Registers the counters, all at 0.
   *
   * @param linesLost how many log lines were lost so far
   */
  public FaultMetrics(CollectorRegistry registry, NodeLabels node, LongSupplier linesLost) {
    uncaught = counter(registry, node, "UNCAUGHT_EXCEPTION", "Failures nobody foresaw.");
    dns = new Counter.Child[] {
      counter(registry, node, "DNS_FAILURE", "Names that could not be resolved."),
      counter(registry, node, "GES_DNS_FAILURE", "The same as DNS_FAILURE.")
    };
    late = counter(registry, node, "MONITOR_LAGGING_BEHIND", "Callbacks a minute late or more.");
    gwsErrors = counter(registry, node, "GWS_SERVER_ERROR", "Useless answers of GWS.");
    gwsCredentials =
        counter(registry, node, "GWS_INCORRECT_CLIENT_CREDENTIALS", "Refused client credentials.");
    nexus = counter(registry, node, "NEXUS_ACCESS_FAILURE", "Pushes that Nexus did not take.");
    proxies =
        counter(registry, node, "RBAC_CREATE_VQ_PROXY_ERROR", "Queue objects that were not made.");
    new ReadCounter("LOGGING_FAILURE", "Log lines that were lost.", node, linesLost)
        .register(registry);
  }

  /** Counts a failure nobody foresaw. */
  public void uncaught() {
    uncaught.inc();
  }

  /** Counts a name that could not be resolved. */
  public void unresolvedName() {
    for (var counter : dns) {
      counter.inc();
    }
  }

  /** Counts a callback that is a minute late. */
  public void late() {
    late.inc();
  }

  /** Counts a useless answer of a Genesys service, or none in time. */
  public void gwsError() {
    gwsErrors.inc();
  }

  /** Counts that Genesys Authentication refused our credentials. */
  public void gwsCredentialsRefused() {
    gwsCredentials.inc();
  }

  /** Counts that an object that stands for a queue was not made, deleted or read. */
  public void proxyFailed() {
    proxies.inc();
  }

  /** Counts that Nexus did not take a push. */
  public void nexusFailed() {
    nexus.inc();
  }

  private static Counter.Child counter(
      CollectorRegistry registry, NodeLabels node, String name, String help) {
    return Counter.build(name, help)
        .labelNames(NodeLabels.NAMES)
        .register(registry)
        .labels(node.version(), node.host());
  }
}
