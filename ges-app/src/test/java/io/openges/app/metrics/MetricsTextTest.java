package io.openges.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.config.Tolerances;
import io.openges.app.health.HealthBoard;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetricsTextTest {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));
  private static final NodeLabels NODE = new NodeLabels("1.0.0", "ges-0");

  private final CollectorRegistry registry = new CollectorRegistry();

  private List<String> lines() {
    return MetricsText.of(registry).lines().toList();
  }

  @Test
  void aCounterIsCalledAsItWasNamed() {
    new CallbackMetrics(registry, NODE).prepare(List.of(TENANT));

    assertThat(lines())
        .contains(
            "# TYPE ges_callbacks_created counter",
            "ges_callbacks_created{tenant=\"00000000-0000-0001-0000-000000000002\"} 0.0",
            "CB_SUBMIT_FAILED{version=\"1.0.0\",host=\"ges-0\","
                + "tenant=\"00000000-0000-0001-0000-000000000002\"} 0.0",
            "ges_stream_submissions{tenant=\"00000000-0000-0001-0000-000000000002\","
                + "result=\"repeated_fenced\"} 0.0",
            "ges_booking_refusals{tenant=\"00000000-0000-0001-0000-000000000002\","
                + "code=\"SLOT_WOULD_BE_MISSED\"} 0.0")
        .noneMatch(line -> line.contains("NOT_DUE"))
        .noneMatch(line -> line.contains("_created_total") || line.contains("created_created"));
  }

  @Test
  void aCounterWhoseNameEndsInTotalKeepsItsEnd() {
    Counter.build("ges_http_requests_total", "Requests.").register(registry).inc();

    assertThat(lines())
        .containsExactly(
            "# HELP ges_http_requests_total Requests.",
            "# TYPE ges_http_requests_total counter",
            "ges_http_requests_total 1.0");
  }

  @Test
  void labelsAreEscaped() {
    Counter.build("odd", "A \\ help.").labelNames("name").register(registry).labels("a\"b\\c\nd");

    assertThat(lines())
        .containsExactly(
            "# HELP odd A \\\\ help.", "# TYPE odd counter", "odd{name=\"a\\\"b\\\\c\\nd\"} 0.0");
  }

  @Test
  void oneMeansDown() {
    var board =
        new HealthBoard(List.of(Dependency.REDIS, Dependency.POSTGRESQL), () -> Instant.EPOCH);
    new HealthMetrics(board, NODE).register(registry);

    board.failed(Dependency.REDIS, "refused");
    assertThat(lines())
        .contains("REDIS_CONNECTION{version=\"1.0.0\",host=\"ges-0\"} 0.0")
        .contains("GES_HEALTH{version=\"1.0.0\",host=\"ges-0\"} 0.0");

    board.failed(Dependency.REDIS, "refused");
    assertThat(lines())
        .contains("REDIS_CONNECTION{version=\"1.0.0\",host=\"ges-0\"} 1.0")
        .contains("GES_HEALTH{version=\"1.0.0\",host=\"ges-0\"} 1.0")
        .contains("ORS_REDIS_STATUS{version=\"1.0.0\",host=\"ges-0\"} 0.0")
        .contains("ges_dependency_up{dependency=\"redis\"} 0.0")
        .contains("ges_dependency_up{dependency=\"postgresql\"} 1.0");
  }

  @Test
  void theNodeMeasuresItself() {
    new NodeMetrics(NODE, new Tolerances(1, 2, 3, 4, 5, 0), Map.of("own_gauge", () -> 7))
        .registerAll(registry);
    new FaultMetrics(registry, NODE, () -> 9);

    assertThat(lines())
        .contains(
            "ges_build_info{version=\"1.0.0\"} 1.0",
            "# TYPE ges_process_cpu_seconds_total counter",
            "http_404_tolerance 3.0",
            "rbac_create_vq_proxy_error_tolerance 5.0",
            "own_gauge 7.0",
            "LOGGING_FAILURE{version=\"1.0.0\",host=\"ges-0\"} 9.0",
            "GES_DNS_FAILURE{version=\"1.0.0\",host=\"ges-0\"} 0.0")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
        .anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_count{gc="))
        .anyMatch(line -> line.startsWith("jvm_threads_current "))
        .anyMatch(line -> line.startsWith("ges_process_resident_memory_bytes "));
  }
}
