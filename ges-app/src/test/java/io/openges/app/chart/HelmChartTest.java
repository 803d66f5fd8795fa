package io.openges.app.chart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.config.Backends;
import io.openges.app.config.ConfigLoader;
import io.openges.app.config.LogConfig;
import io.openges.app.config.RedisConfig;
import io.openges.app.config.VoiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values of the chart arrive where they belong (specification 20). */
class HelmChartTest {

  private static final String EVERYTHING = """
      ges:
        labels:
          globalLabels: {version: "{{ .Release.Name }}", app.kubernetes.io/name: other}
          podLabels: {pod: "yes"}
          serviceLabels: {service: "yes"}
        annotations:
          globalAnnotations: {all: "yes"}
          podAnnotations: {pod: "yes"}
        configMap:
          env:
            log: {level: WARN, maxLen: 1048576}
            server: {internal_port: 4050, external_port: "4005", internal_url: "ges.{{ .Release.Namespace }}"}
            regionAffinity: west
            devopsAccessGroups: Operators
            ui: {devops_username: op, devops_password: s3cret}
            decrypt_password: s3same
            extendEnv: "false"
            azureDeployment: false
          integrations:
            redis: {host: cache.example, port: 6380, secure: "true"}
            db: {host: "db.example:5433", name: callbacks, secure: true}
            gws: {auth: auth.example, env: env.example, conf: conf.example, public_auth: login.example, stats: stats.example}
            vmcs:
              redis_host: voice.example
              redis_port: 10001
              redis_cluster_mode: "true"
              redis_stream_name: Stream
              ors_redis_location: "{{ .Values.ges.configMap.integrations.vmcs.redis_host }}:10002"
        secrets:
          configFolders: "/secrets-infra,/secrets-gws"
          volumes:
            enabled: "true"
            list:
              - {name: secrets-infra, secret: {secretName: ges-secrets-infra}}
          volumeMounts:
            enabled: true
            list:
              - {name: secrets-infra, mountPath: /secrets-infra, readOnly: true}
        deployment:
          replicas: 3
          min_ready_seconds: 30
          update_strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
          enableServiceLinks: "true"
          env:
            - {name: GES_SHUTDOWN_GRACE_SECONDS, value: 60}
            - {name: GES_API_KEYS, valueFrom: {secretKeyRef: {name: keys, key: all}}}
          dnsConfig: {options: [{name: ndots, value: "2"}]}
          nodeSelector: {disk: fast}
          image:
            {imagePullSecrets: [{name: pull}], imagePullPolicy: IfNotPresent, registry: images.example, image: ges/server, version: 9.0.1}
        resources: {limits: {memory: 4096Mi}}
        service: {port_internal: 8080, port_external: 80, type: NodePort}
        servicename: callbacks
        podDisruptionBudget: {enabled: "true", strategy: {maxUnavailable: 1}}
        priorityClassName: high
        tolerations: [{key: spot, operator: Exists}]
        affinity: {podAntiAffinity: {}}
        securityContext: {runAsUser: 1234}
      """;

  /** The text {@code client-secret}, encrypted with the password that the values tell. */
  private static final String CLIENT_SECRET = "3RXx87/64539uT3dJ5l6oQ==";

  private static ConfigLoader.Loaded load(Chart chart, Path folder) throws IOException {
    Files.writeString(folder.resolve("DB-USER"), "ges");
    Files.writeString(folder.resolve("DB-PASSWORD"), "s3cret");
    Files.writeString(folder.resolve("AUTHENTICATION-CLIENT-ID"), "client");
    Files.writeString(folder.resolve("AUTHENTICATION-CLIENT-SECRET"), CLIENT_SECRET);
    var environment = new HashMap<>(chart.environment());
    environment.put("GES_CONFIG_FOLDERS", folder.toString());
    return ConfigLoader.load(environment);
  }

  private static List<String> ports(Chart chart) {
    var ports = new ArrayList<String>();
    for (var port : chart.resource("Service").at("/spec/ports")) {
      ports.add(port.path("port").asInt() + " " + port.path("targetPort").asText());
    }
    return ports;
  }

  @Test
  void helmHasNothingAgainstIt() {
    var lint = Chart.lint();

    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    assertThat(lint.getMessages()).allMatch(message -> message.contains("[INFO]"));
  }

  @Test
  void withoutValuesTwoNodesStandBehindOneService() throws IOException {
    var chart = Chart.with("{}");

    assertThat(chart.resources())
        .extracting(resource -> resource.path("kind").asText())
        .containsExactlyInAnyOrder("ConfigMap", "Deployment", "PodDisruptionBudget", "Service");
    assertThat(chart.resource("Service").at("/metadata/name").asText()).isEqualTo("ges");
    assertThat(ports(chart)).containsExactly("80 internal", "8080 external");
    assertThat(chart.resource("PodDisruptionBudget").at("/spec/minAvailable").asInt())
        .isOne();
    var deployment = chart.resource("Deployment").path("spec");
    assertThat(deployment.path("replicas").asInt()).isEqualTo(2);
    assertThat(deployment.path("minReadySeconds").asInt()).isEqualTo(300);
    assertThat(deployment.at("/strategy/rollingUpdate/maxUnavailable").asInt()).isOne();
    assertThat(deployment.at("/strategy/rollingUpdate/maxSurge").asText()).isEqualTo("100%");
    assertThat(chart.container().path("image").asText()).isEqualTo("genesys/ges:1.0.0");
    assertThat(chart.environment())
        .containsEntry("GES_URL", "ges.ges")
        .containsEntry("LOG_LEVEL", "DEBUG")
        .containsEntry("LOG_MAX_LEN", "2048")
        .containsEntry("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=60")
        .doesNotContainKeys("DB_HOST", "REDIS_HOST", "ORS_REDIS_LOCATION", "GES_CONFIG_FOLDERS");
  }

  @Test
  void podsHaveFewRightsAndAreAskedHowTheyAre() throws IOException {
    var chart = Chart.with("{}");

    var rights = chart.container().path("securityContext");
    assertThat(rights.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(chart.pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
    var container = chart.container();
    assertThat(container.at("/readinessProbe/httpGet/path").asText())
        .isEqualTo("/ges/v1/health/ready");
    for (var probe : List.of("startupProbe", "livenessProbe")) {
      assertThat(container.path(probe).at("/httpGet/path").asText())
          .isEqualTo("/ges/v1/health/live");
      assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("internal");
    }
    assertThat(container.at("/lifecycle/preStop/exec/command/1").asText()).isEqualTo("5");
    assertThat(chart.pod().path("terminationGracePeriodSeconds").asInt()).isEqualTo(35);
  }

  @Test
  void everyVariableIsOneThatGesKnows(@TempDir Path folder) throws IOException {
    var chart = Chart.with(EVERYTHING);
    var loaded = load(chart, folder);

    var unknown = new HashSet<>(chart.environment().keySet());
    unknown.removeAll(loaded.known());

    assertThat(unknown).containsExactly("JAVA_TOOL_OPTIONS");
    assertThat(chart.environment()).hasSize(29);
  }

  @Test
  void theConfigurationIsThatOfTheValues(@TempDir Path folder) throws IOException {
    var config = load(Chart.with(EVERYTHING), folder).config();

    assertThat(config.log())
        .isEqualTo(new LogConfig(LogConfig.Level.WARN, 1 << 20, LogConfig.Format.JSON));
    assertThat(config.server().internalPort()).isEqualTo(4050);
    assertThat(config.server().externalPort()).isEqualTo(4005);
    assertThat(config.server().urls().internal()).hasToString("http://ges.ges/");
    assertThat(config.node().region()).isEqualTo("west");
    assertThat(config.node().shutdownGrace()).hasSeconds(60);
    var backends = (Backends.Configured) config.backends();
    assertThat(backends.database().server()).hasToString("db.example:5433");
    assertThat(backends.database().name()).isEqualTo("callbacks");
    assertThat(backends.database().secure()).isTrue();
    assertThat(requireNonNull(backends.redis()).servers()).hasToString("[cache.example:6380]");
    assertThat(backends.voice().redis().mode()).isEqualTo(RedisConfig.Mode.CLUSTER);
    assertThat(backends.voice().redis().servers()).hasToString("[voice.example:10002]");
    assertThat(backends.voice().stream())
        .isEqualTo(new VoiceConfig.Stream("Stream", VoiceConfig.MAX_LENGTH));
    var gws = requireNonNull(config.rules().access().gws());
    assertThat(gws.authentication().getHost()).isEqualTo("auth.example");
    assertThat(requireNonNull(gws.configuration()).getHost()).isEqualTo("conf.example");
    assertThat(gws.clientSecret().value()).isEqualTo("client-secret");
  }

  @Test
  void whatKubernetesIsToldIsThatOfTheValues() throws IOException {
    var chart = Chart.with(EVERYTHING);

    assertThat(chart.resources()).allSatisfy(resource -> {
      assertThat(resource.at("/metadata/labels/version").asText()).isEqualTo("blue");
      assertThat(resource.at("/metadata/labels").path("app.kubernetes.io/name").asText())
          .isEqualTo("ges");
      assertThat(resource.at("/metadata/annotations/all").asText()).isEqualTo("yes");
    });
    var service = chart.resource("Service");
    assertThat(service.at("/metadata/name").asText()).isEqualTo("callbacks");
    assertThat(service.at("/metadata/labels/service").asText()).isEqualTo("yes");
    assertThat(service.at("/spec/type").asText()).isEqualTo("NodePort");
    assertThat(ports(chart)).containsExactly("8080 internal", "80 external");
    var budget = chart.resource("PodDisruptionBudget").path("spec");
    assertThat(budget.path("maxUnavailable").asInt()).isOne();
    assertThat(budget.has("minAvailable")).isFalse();
    var deployment = chart.resource("Deployment").path("spec");
    assertThat(deployment.path("replicas").asInt()).isEqualTo(3);
    assertThat(deployment.path("minReadySeconds").asInt()).isEqualTo(30);
    assertThat(deployment.at("/strategy/rollingUpdate/maxSurge").asInt()).isOne();
    assertThat(deployment.at("/template/metadata/labels/pod").asText()).isEqualTo("yes");
    assertThat(deployment.at("/template/metadata/annotations/pod").asText()).isEqualTo("yes");
    assertThat(deployment.at("/template/metadata/annotations/all").asText()).isEqualTo("yes");
  }

  @Test
  void aPodIsThatOfTheValues() throws IOException {
    var chart = Chart.with(EVERYTHING);

    var pod = chart.pod();
    assertThat(pod.path("enableServiceLinks").asBoolean()).isTrue();
    assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(70);
    assertThat(pod.at("/dnsConfig/options/0/value").asText()).isEqualTo("2");
    assertThat(pod.at("/nodeSelector/disk").asText()).isEqualTo("fast");
    assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("pull");
    assertThat(pod.path("priorityClassName").asText()).isEqualTo("high");
    assertThat(pod.at("/tolerations/0/key").asText()).isEqualTo("spot");
    assertThat(pod.path("affinity").has("podAntiAffinity")).isTrue();
    assertThat(pod.at("/securityContext/fsGroup").asInt()).isEqualTo(500);
    assertThat(pod.at("/volumes/1/secret/secretName").asText()).isEqualTo("ges-secrets-infra");
    var container = chart.container();
    assertThat(container.at("/volumeMounts/1/mountPath").asText()).isEqualTo("/secrets-infra");
    assertThat(container.path("image").asText()).isEqualTo("images.example/ges/server:9.0.1");
    assertThat(container.path("imagePullPolicy").asText()).isEqualTo("IfNotPresent");
    assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(4050);
    assertThat(container.at("/ports/1/containerPort").asInt()).isEqualTo(4005);
    assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("4096Mi");
    assertThat(container.at("/securityContext/runAsUser").asInt()).isEqualTo(1234);
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
        .isTrue();
    assertThat(container.path("env"))
        .extracting(variable -> variable.at("/valueFrom/secretKeyRef/key").asText())
        .contains("all", "GES_DEVOPS_PASSWORD", "GES_DECRYPT_PASSWORD");
    assertThat(chart.resource("ConfigMap").toString())
        .doesNotContain("s3cret")
        .doesNotContain("s3same");
  }

  @ParameterizedTest
  @Tag("scenario-82")
  @CsvSource({
    "'ges: {configMap: {env: {log: {NAME: 4096}}}}', maxLen, max_len",
    "'ges: {configMap: {env: {NAME: Operators}}}', devopsAccessGroups, devOpsAccessGroups",
    "'ges: {secrets: {NAME: \"/a,/b\"}}', configFolders, config_folders",
    "'ges: {deployment: {image: {NAME: ges/server}}}', image, name",
    "'ges: {NAME: callbacks}', servicename, serviceName"
  })
  void bothNamesOfAValueMeanTheSame(String values, String first, String second) throws IOException {
    var byFirst = Chart.with(values.replace("NAME", first)).resources();

    assertThat(Chart.with(values.replace("NAME", second)).resources())
        .isEqualTo(byFirst)
        .isNotEqualTo(Chart.with("{}").resources());
  }

  @ParameterizedTest
  @Tag("scenario-82")
  @CsvSource({"maxLen", "max_len"})
  void bothNamesSetTheLimitOfLogLines(String name) throws IOException {
    var environment = new HashMap<>(
        Chart.with("ges: {configMap: {env: {log: {" + name + ": 4096}}}}").environment());

    assertThat(environment).containsEntry("LOG_MAX_LEN", "4096");
    assertThat(ConfigLoader.load(environment).config().log().maxLength()).isEqualTo(4096);
  }

  @Test
  void ofTwoNamesTheFirstWinsAndHelmSaysSo() throws IOException {
    var values = "ges: {configMap: {env: {log: {max_len: 512, maxLen: 4096}}}}";

    assertThat(Chart.with(values).environment()).containsEntry("LOG_MAX_LEN", "4096");
    assertThat(Chart.notes(values)).contains("max_len is ignored, since maxLen is set");
    assertThat(Chart.notes("{}")).doesNotContain("ignored");
  }

  @Test
  void aLocationWithoutAHostIsLeftToTheFiles() throws IOException {
    var chart = Chart.with("""
        ges:
          configMap:
            integrations:
              vmcs:
                redis_host:
                ors_redis_location: "{{ .Values.ges.configMap.integrations.vmcs.redis_host }}:10000"
          deployment:
            envFrom:
              - configMapRef: {name: "{{ .Values.ges.servicename }}-{{ .Release.Name }}-configmap"}
          servicename: ges
          podDisruptionBudget: {enabled: "false"}
        """);

    assertThat(chart.environment())
        .containsEntry("ORS_REDIS_STREAM_NAME", "NewCallbackStream")
        .doesNotContainKey("ORS_REDIS_LOCATION");
    assertThat(chart.resource("PodDisruptionBudget").isMissingNode()).isTrue();
  }

  @Test
  void theValuesInTheDocumentAreAWholeConfiguration(@TempDir Path folder) throws IOException {
    var here = Path.of("docs/configuration.md");
    var text = Files.readString(Files.exists(here) ? here : Path.of("..").resolve(here));
    int start = text.indexOf("```yaml\n") + 8;
    var chart = Chart.with(text.substring(start, text.indexOf("```", start)));

    var loaded = load(chart, folder);

    assertThat(loaded.warnings())
        .containsExactly(
            "GES_DEVOPS_ACCESS_GROUPS: no effect, since what they are for is still to come");
    assertThat(loaded.config().isEmbedded()).isFalse();
    assertThat(chart.container().path("image").asText())
        .isEqualTo("images.example/callbacks/ges:1.0.0");
  }
}
