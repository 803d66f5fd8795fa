package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.http.external.Availability;
import io.openges.adapter.http.internal.HealthReport.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void lightsAreGreenOrRed() {
    assertThat(node.internal().get("/ges/v1/health/live").status()).isEqualTo(200);
    assertThat(node.internal().get("/ges/v1/health/ready").status()).isEqualTo(200);

    node.health.live = false;
    node.health.ready = false;

    assertThat(node.internal().get("/ges/v1/health/live").status()).isEqualTo(503);
    var ready = node.internal().get("/ges/v1/health/ready");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void theDetailIsAsSpecified() {
    var answer = node.internal().get("/ges/v1/health/detail");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"DEGRADED\",\"version\":\"1.0.0\",\"tzdata\":\""
            + Availability.tzdata()
            + "\",\"node\":{\"id\":\"ges-0\",\"host\":\"ges-0\",\"region\":\"eu-1\","
            + "\"startedAt\":\"2026-12-01T08:00:00.000Z\",\"uptimeSeconds\":360},"
            + "\"dependencies\":{\"postgresql\":{\"up\":true,\"latencyMs\":2,"
            + "\"since\":\"2026-12-01T08:00:00.000Z\"},\"redis\":{\"up\":false,"
            + "\"since\":\"2026-12-01T08:00:00.000Z\",\"detail\":\"connection refused\"}},"
            + "\"nodes\":[{\"id\":\"ges-1\",\"lastSeen\":\"2026-12-01T08:00:00.000Z\","
            + "\"status\":\"UP\"}]}");
  }

  @ParameterizedTest
  @CsvSource({"UP, 200", "DEGRADED, 200", "DOWN, 503"})
  void onlyDownIs503(Status status, int http) {
    node.health.status = status;

    assertThat(node.internal().get("/ges/v1/health/detail").status()).isEqualTo(http);
  }

  @Test
  void metricsAreText() {
    var answer = node.internal().get("/metrics");

    assertThat(answer.body()).isEqualTo("metrics\n");
    assertThat(answer.header("Content-Type")).startsWith("text/plain;").contains("version=0.0.4");
  }

  @Test
  void requestsAreCountedByTenantAndRoute() {
    var status = "/engagement/v3/callbacks/queue-status/";
    var route = status + "{queue-name}";
    assertThat(requests(TestNode.CCID, route)).isZero();
    assertThat(failures(TestNode.CCID, route, "400")).isZero();

    node.external().get(status + "VQ", "x-api-key", TestNode.KEY);
    node.external().get(status + "nobody", "x-api-key", TestNode.KEY);
    node.external().get(status + "VQ");
    node.external().get("/nowhere");
    node.internal().get("/ges/v1/health/live");
    node.internal().get("/ges/v1/tenants/" + TestNode.CCID + "/callbacks");

    assertThat(requests(TestNode.CCID, route)).isEqualTo(2);
    assertThat(failures(TestNode.CCID, route, "400")).isEqualTo(1);
    assertThat(failures("Unknown Tenant", route, "401")).isEqualTo(1);
    assertThat(failures("Unknown Tenant", "Unknown Path", "404")).isEqualTo(1);
    assertThat(requests("Unknown Tenant", "Private API Endpoint")).isEqualTo(1);
    assertThat(requests(TestNode.CCID, "Private API Endpoint")).isEqualTo(1);
    assertThat(node.registry.getSampleValue(
            "ges_http_request_duration_seconds_count", new String[] {"path"}, new String[] {route}))
        .isEqualTo(3.0);
  }

  private double requests(String tenant, String path) {
    return sample(
        "ges_http_requests_total", new String[] {"tenant", "path"}, new String[] {tenant, path});
  }

  private double failures(String tenant, String path, String code) {
    return sample(
        "ges_http_failed_requests_total",
        new String[] {"tenant", "path", "httpCode"},
        new String[] {tenant, path, code});
  }

  private double sample(String name, String[] labels, String[] values) {
    var value = node.registry.getSampleValue(name, labels, values);
    return value == null ? -1 : value;
  }
}
