package io.openges.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers among the values of the chart: none becomes another one, and above all not zero. */
class HelmNumbersTest {

  private static int replicas(String value) throws Exception {
    var chart = Chart.with("{nodes: 7, ges: {deployment: {replicas: " + value + "}}}");
    return chart.resource("Deployment").at("/spec/replicas").asInt(-1);
  }

  @Test
  void replicasAreANumberATextOrATemplate() throws Exception {
    assertThat(replicas("4")).isEqualTo(4);
    assertThat(replicas("'5'")).isEqualTo(5);
    assertThat(replicas("'{{ .Values.nodes }}'")).isEqualTo(7);
    assertThat(replicas("0")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "''", "null"})
  void withoutReplicasSomebodyElseDecides(String none) throws Exception {
    assertThat(replicas(none)).isEqualTo(-1);
  }

  @Test
  void withoutASettlingTimeTheUsualOneHolds() throws Exception {
    var chart = Chart.with("ges: {deployment: {min_ready_seconds: ''}}");

    assertThat(chart.resource("Deployment").at("/spec/minReadySeconds").asInt()).isEqualTo(300);
  }

  @Test
  void portsMayBeTemplates() throws Exception {
    var chart = Chart.with("{port: 4050, ges: {"
        + "configMap: {env: {server: {internal_port: '{{ .Values.port }}'}}},"
        + "service: {port_external: '{{ .Values.port }}'}}}");

    assertThat(chart.container().at("/ports/0/containerPort").asInt()).isEqualTo(4050);
    assertThat(chart.environment()).containsEntry("GES_INTERNAL_PORT", "4050");
    assertThat(chart.resource("Service").at("/spec/ports/1/port").asInt()).isEqualTo(4050);
  }

  @Test
  void anotherSecretNeedsOtherPods() throws Exception {
    var one = Chart.with("ges: {configMap: {env: {decrypt_password: one}}}");
    var other = Chart.with("ges: {configMap: {env: {decrypt_password: other}}}");

    assertThat(one.resource("Deployment").at("/spec/template/metadata/annotations"))
        .isNotEqualTo(other.resource("Deployment").at("/spec/template/metadata/annotations"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{configMap: {env: {log: {level: LOUD}}}}",
        "{configMap: {env: {server: {internal_port: ''}}}}",
        "{service: {type: Web}}",
        "{service: {port_internal: web}}",
        "{deployment: {replicas: many}}",
        "{deployment: {replicas: '{{ .Release.Name }}'}}"
      })
  void anImpossibleValueIsRefused(String values) {
    assertThatIllegalStateException().isThrownBy(() -> Chart.with("ges: " + values));
  }
}
