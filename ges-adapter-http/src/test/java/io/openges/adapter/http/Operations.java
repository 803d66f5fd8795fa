package io.openges.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Every endpoint of an OpenAPI document, as it may be asked: what is added to the document is asked
 * as well. Immutable and thread-safe.
 *
 * @param document the whole document, for its references
 * @param known what parameters and members of a name may be so that a request gets far
 */
record Operations(JsonNode document, Map<String, String> known) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What strings are whose name says nothing. */
  private static final List<String> WORDS =
      List.of("VQ", "+33123456789", "2026-12-01T10:00:00Z", "FR", "text", "");

  /**
   * An endpoint.
   *
   * @param path its parameters are filled in
   * @param schema of the body; missing if there is none
   */
  record Operation(String method, String path, JsonNode schema) {}

  /** Returns all, in the document's order. */
  List<Operation> all() {
    var all = new ArrayList<Operation>();
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue()
            .properties()
            .forEach(method -> all.add(new Operation(
                method.getKey().toUpperCase(Locale.ROOT),
                filled(path.getKey()),
                method.getValue().at("/requestBody/content/application~1json/schema")))));
    return all;
  }

  private String filled(String path) {
    var filled = path;
    for (var entry : known.entrySet()) {
      filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
    }
    return filled.replaceAll("\\{[^}]*}", "x");
  }

  /** Draws a value that is more or less of {@code schema}. */
  JsonNode draw(String name, JsonNode schema, Random random) {
    var reference = schema.path("$ref").asText();
    var resolved = reference.isEmpty() ? schema : document.at(reference.substring(1));
    for (var combined : List.of("allOf", "oneOf", "anyOf")) {
      if (resolved.has(combined)) {
        return draw(name, resolved.path(combined).path(0), random);
      }
    }
    var words = resolved.path("enum");
    if (!words.isEmpty()) {
      return words.get(random.nextInt(words.size()));
    }
    var type = resolved.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText("object")) {
      case "string" ->
        NODES.textNode(known.getOrDefault(name, WORDS.get(random.nextInt(WORDS.size()))));
      case "integer", "number" -> NODES.numberNode(random.nextInt(100));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "array" -> NODES.arrayNode().add(draw(name, resolved.path("items"), random));
      default -> object(resolved, random);
    };
  }

  private JsonNode object(JsonNode schema, Random random) {
    var object = NODES.objectNode();
    var required = schema.path("required").toString();
    schema.path("properties").properties().forEach(member -> {
      if (required.contains('"' + member.getKey() + '"') || random.nextInt(3) == 0) {
        object.set(member.getKey(), draw(member.getKey(), member.getValue(), random));
      }
    });
    var values = schema.path("additionalProperties");
    if (values.isObject()) {
      object.set("a", draw("a", values, random));
    }
    return object;
  }
}
