package io.openges.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes valid values from the schemas of an OpenAPI document, so that endpoints that are added are
 * asked properly, too. Immutable and thread-safe.
 *
 * @param document the whole document, for its references
 * @param known what members of a name may be so that a request gets far; each list has one or more
 */
public record Samples(JsonNode document, Map<String, List<String>> known) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Returns a value of {@code schema}. */
  public JsonNode of(String name, JsonNode schema, Random random) {
    var resolved = resolve(schema);
    var choices = known.get(name);
    if (choices != null && !resolved.path("type").asText().equals("array")) {
      return NODES.textNode(one(choices, random));
    }
    var words = resolved.path("enum");
    if (!words.isEmpty()) {
      return words.get(random.nextInt(words.size()));
    }
    for (var combined : List.of("oneOf", "anyOf", "allOf")) {
      if (resolved.has(combined)) {
        return of(name, resolved.path(combined).path(0), random);
      }
    }
    return switch (resolved.path("type").asText("object")) {
      case "string" -> NODES.textNode(text(resolved, random));
      case "integer" -> NODES.numberNode(integer(resolved, random));
      case "number" -> NODES.numberNode(random.nextInt(1000) / 8.0);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "array" -> array(name, resolved, random);
      default -> object(resolved, random);
    };
  }

  /** Returns a value of {@code schema} without anything that may be left out. */
  public JsonNode least(JsonNode schema) {
    return of("", schema, new Least());
  }

  /** Draws what is furthest from zero, so that nothing optional is taken. */
  private static final class Least extends Random {
    private static final long serialVersionUID = 1L;

    private Least() {
      super(1);
    }

    @Override
    public int nextInt(int bound) {
      return bound - 1;
    }
  }

  /** Follows a reference, if it is one. */
  public JsonNode resolve(JsonNode schema) {
    var reference = schema.path("$ref");
    return reference.isTextual() ? document.at(reference.textValue().substring(1)) : schema;
  }

  private JsonNode object(JsonNode schema, Random random) {
    var object = NODES.objectNode();
    var required = schema.path("required").toString();
    schema.path("properties").properties().forEach(member -> {
      if (required.contains('"' + member.getKey() + '"') || random.nextInt(5) == 0) {
        object.set(member.getKey(), of(member.getKey(), member.getValue(), random));
      }
    });
    if (schema.path("properties").isEmpty()) {
      object.put("a", random.nextInt()).putArray("b").add("\u00e9\ud83d\ude00").addNull();
    }
    return object;
  }

  private JsonNode array(String name, JsonNode schema, Random random) {
    var array = NODES.arrayNode();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      array.add(of(name, schema.path("items"), random));
    }
    return array;
  }

  private static long integer(JsonNode schema, Random random) {
    long min = schema.path("minimum").asLong(0);
    long max = Math.max(min, schema.path("maximum").asLong(min + 100));
    return min + random.nextLong(max - min + 1);
  }

  private static String text(JsonNode schema, Random random) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> "2030-01-0" + (1 + random.nextInt(9)) + "T10:00:00Z";
      case "uuid" -> "00000000-0000-4000-8000-00000000000" + random.nextInt(10);
      default -> schema.has("pattern") ? "fr-FR" : "text".repeat(1 + random.nextInt(3));
    };
  }

  private static String one(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
