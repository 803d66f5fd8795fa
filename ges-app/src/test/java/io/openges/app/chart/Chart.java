package io.openges.app.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The chart as it is rendered with some values for a release that is called {@code blue}, in the
 * namespace {@code ges}. Immutable and thread-safe.
 */
final class Chart {

  private static final String KUBERNETES = "1.30.0";

  private final List<JsonNode> resources;

  private Chart(List<JsonNode> resources) {
    this.resources = resources;
  }

  private static Path folder() {
    var here = Path.of("deploy/helm/ges");
    return (Files.exists(here) ? here : Path.of("..").resolve(here))
        .toAbsolutePath()
        .normalize();
  }

  private static Path file(String values) throws IOException {
    return Files.writeString(Files.createTempFile("ges-values", ".yaml"), values);
  }

  /** Returns what Helm thinks of the chart. */
  static LintResult lint() {
    return new Helm(folder()).lint().strict().call();
  }

  /**
   * Renders the chart.
   *
   * @param values a file of values, in YAML
   * @throws IllegalStateException if Helm refuses
   */
  static Chart with(String values) throws IOException {
    var file = file(values);
    try {
      var text = new Helm(folder())
          .template()
          .withKubeVersion(KUBERNETES)
          .withName("blue")
          .withNamespace("ges")
          .withValuesFile(file)
          .call();
      var mapper = new YAMLMapper();
      try (var parser = mapper.createParser(text);
          var documents = mapper.<JsonNode>readValues(parser, JsonNode.class)) {
        return new Chart(documents.readAll().stream().filter(JsonNode::isObject).toList());
      }
    } finally {
      Files.delete(file);
    }
  }

  /** Returns what Helm says to whoever installs the chart. */
  static String notes(String values) throws IOException {
    var file = file(values);
    try {
      var output = new Helm(folder())
          .install()
          .clientOnly()
          .dryRun()
          .withKubeVersion(KUBERNETES)
          .withName("blue")
          .withNamespace("ges")
          .withValuesFile(file)
          .call()
          .getOutput();
      return output.substring(output.indexOf("NOTES:"));
    } finally {
      Files.delete(file);
    }
  }

  List<JsonNode> resources() {
    return resources;
  }

  /** Returns the only resource of a kind; a missing node if there is none. */
  JsonNode resource(String kind) {
    return resources.stream()
        .filter(resource -> resource.path("kind").asText().equals(kind))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  JsonNode pod() {
    return resource("Deployment").at("/spec/template/spec");
  }

  JsonNode container() {
    return pod().at("/containers/0");
  }

  /** Returns the variables that the container gets, as far as the chart itself knows them. */
  Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    for (var source : container().path("envFrom")) {
      var map = resource("ConfigMap");
      if (source.at("/configMapRef/name").equals(map.at("/metadata/name"))) {
        variables.putAll(texts(map.path("data")));
      }
    }
    var secret = resource("Secret");
    for (var variable : container().path("env")) {
      var key = variable.at("/valueFrom/secretKeyRef");
      if (variable.has("value")) {
        variables.put(variable.path("name").asText(), variable.path("value").textValue());
      } else if (key.path("name").equals(secret.at("/metadata/name"))) {
        variables.put(
            variable.path("name").asText(),
            secret.path("stringData").path(key.path("key").asText()).textValue());
      }
    }
    return variables;
  }

  private static Map<String, String> texts(JsonNode fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    // nothing but texts may stand in a config map
    fields
        .properties()
        .forEach(field -> texts.put(field.getKey(), field.getValue().textValue()));
    return texts;
  }
}
