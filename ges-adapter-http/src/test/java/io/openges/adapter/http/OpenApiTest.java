package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.http.external.Bookings;
import io.openges.adapter.http.listener.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void theExternalDocumentDescribesExactlyTheExternalRoutes() {
    var document = node.external().get("/ges/ui/api/openapi.json").json();

    assertThat(described(document)).isEqualTo(named(external()));
    assertThat(node.internal().get("/ges/ui/api/openapi.json").json()).isEqualTo(document);
  }

  @Test
  void theInternalDocumentDescribesExactlyTheInternalRoutes() {
    var routes = new ArrayList<>(external());
    routes.addAll(HttpServers.internalRoutes(node.services(), bookings(), "http://ges/"));

    assertThat(described(node.internal().get("/ges/v1/openapi.json").json()))
        .isEqualTo(named(routes));
  }

  @Test
  void everyParameterOfAPathIsDescribedAndEveryReferenceLeadsSomewhere() {
    var document = node.internal().get("/ges/v1/openapi.json").json();

    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().properties().forEach(operation -> {
          var inPath = new TreeSet<String>();
          operation.getValue().path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("path")) {
              inPath.add("{" + parameter.path("name").asText() + "}");
            }
          });
          assertThat(parameters(path.getKey())).isEqualTo(inPath);
        }));
    for (var reference : document.findValuesAsText("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode())
          .as(reference)
          .isFalse();
    }
    assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
  }

  private static Set<String> parameters(String path) {
    var names = new TreeSet<String>();
    for (var segment : path.split("/", -1)) {
      if (segment.startsWith("{")) {
        names.add(segment);
      }
    }
    return names;
  }

  private List<Route> external() {
    return HttpServers.externalRoutes(node.services(), bookings());
  }

  private Bookings bookings() {
    return new Bookings(node.ges.bookCallback(), node.ges.askQueue());
  }

  private static Set<String> named(List<Route> routes) {
    var names = new TreeSet<String>();
    routes.forEach(route -> names.add(route.method().name() + " " + route.path()));
    return names;
  }

  private static Set<String> described(JsonNode document) {
    var names = new TreeSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue()
            .fieldNames()
            .forEachRemaining(
                method -> names.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return names;
  }
}
