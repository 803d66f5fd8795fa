package io.openges.adapter.http.listener;

import io.openges.domain.tenant.TenantId;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts requests and their answers (specification 18). Safe for use by many threads at once. */
public final class HttpMetrics {

  private static final String UNKNOWN_PATH = "Unknown Path";
  private static final String UNKNOWN_TENANT = "Unknown Tenant";
  private static final List<String> FAILURES = List.of("400", "401", "404", "500");
  private static final double NANOS = 1e9;

  private final Counter requests;
  private final Counter failures;
  private final Histogram durations;
  private final Counter.Child tooLarge;
  private final Set<TenantId> prepared = ConcurrentHashMap.newKeySet();
  private final List<String> paths;

  /**
   * Registers the metrics.
   *
   * @param version of the software
   * @param host this node's name
   * @param routes of all listeners
   * @throws IllegalArgumentException if metrics of these names are registered
   */
  HttpMetrics(CollectorRegistry registry, String version, String host, List<Route> routes) {
    paths = routes.stream().map(Route::label).distinct().toList();
    requests = Counter.build("ges_http_requests_total", "Requests.")
        .labelNames("tenant", "path")
        .register(registry);
    failures = Counter.build("ges_http_failed_requests_total", "Answers of 400 and above.")
        .labelNames("tenant", "path", "httpCode")
        .register(registry);
    durations = Histogram.build("ges_http_request_duration_seconds", "Time to answer.")
        .labelNames("path")
        .buckets(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
        .register(registry);
    tooLarge = Counter.build("INVALID_CONTENT_LENGTH", "Requests refused as too large.")
        .labelNames("version", "host")
        .register(registry)
        .labels(version, host);
    paths.forEach(durations::labels);
    durations.labels(UNKNOWN_PATH);
    prepare(UNKNOWN_TENANT, paths);
    prepare(UNKNOWN_TENANT, List.of(UNKNOWN_PATH));
  }

  /** Makes the series of tenants that have none yet: every series exists from the start. */
  public void prepare(Set<TenantId> tenants) {
    for (var tenant : tenants) {
      if (prepared.add(tenant)) {
        prepare(tenant.toString(), paths);
      }
    }
  }

  void answered(@Nullable Route route, @Nullable TenantId tenant, int status, long nanos) {
    var path = route == null ? UNKNOWN_PATH : route.label();
    var whose = tenant == null ? UNKNOWN_TENANT : tenant.toString();
    requests.labels(whose, path).inc();
    durations.labels(path).observe(nanos / NANOS);
    if (status >= 400) {
      failures.labels(whose, path, Integer.toString(status)).inc();
    }
  }

  void tooLarge() {
    tooLarge.inc();
  }

  private void prepare(String tenant, List<String> labels) {
    for (var path : labels) {
      requests.labels(tenant, path);
      FAILURES.forEach(code -> failures.labels(tenant, path, code));
    }
  }
}
