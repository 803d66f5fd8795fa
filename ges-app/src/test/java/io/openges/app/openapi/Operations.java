package io.openges.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The operations that the document of a listener names. Immutable and thread-safe. */
public final class Operations {

  /** Those of the listener for the own network; the others are among them. */
  public static final Operations INTERNAL = new Operations("internal");

  /** Those of the listener for the public. */
  public static final Operations EXTERNAL = new Operations("external");

  private final JsonNode document;

  /** Literal paths before those with parameters. */
  private final List<Operation> list;

  private Operations(String name) {
    document = read("/io/openges/adapter/http/openapi/" + name + ".json");
    list = all(name, document);
  }

  /**
   * One method of one path.
   *
   * @param listener which listener's document names it
   * @param method in capitals
   * @param path with its parameters in braces
   * @param description what the document says of it
   */
  public record Operation(String listener, String method, String path, JsonNode description) {

    /** Says whether it is the one of the listener for the public. */
    boolean isExternal() {
      return listener.equals("external");
    }

    /** Returns the HTTP codes that are documented. */
    public Set<String> statuses() {
      var statuses = new TreeSet<String>();
      description.path("responses").fieldNames().forEachRemaining(statuses::add);
      return statuses;
    }

    /** Says whether it reads a body. */
    public boolean hasBody() {
      return description.has("requestBody");
    }

    /** Says whether it reads a parameter or a header of that name. */
    boolean takes(String name) {
      return description.path("parameters").findValuesAsText("name").contains(name);
    }

    /** Says whether an address is of this path. */
    boolean hasPath(String address) {
      var template = path.split("/", -1);
      var segments = address.split("/", -1);
      if (template.length != segments.length) {
        return false;
      }
      for (int i = 0; i < template.length; i++) {
        if (!template[i].startsWith("{") && !template[i].equals(segments[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Returns every operation of the one and of the other document. */
  static List<Operation> both() {
    return Stream.of(EXTERNAL, INTERNAL).flatMap(one -> one.list().stream()).toList();
  }

  /** Returns the document. */
  public JsonNode document() {
    return document;
  }

  /** Returns every operation. */
  public List<Operation> list() {
    return list;
  }

  /** Returns the operation of a request, empty if there is none. */
  Optional<Operation> of(String method, String address) {
    return list.stream()
        .filter(operation -> operation.method().equals(method) && operation.hasPath(address))
        .findFirst();
  }

  private static List<Operation> all(String listener, JsonNode document) {
    var operations = new ArrayList<Operation>();
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue()
            .properties()
            .forEach(method -> operations.add(new Operation(
                listener,
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                method.getValue()))));
    operations.sort(Comparator.comparing(operation -> operation.path().replace('{', '~')));
    return List.copyOf(operations);
  }

  private static JsonNode read(String name) {
    try (var stream = Operations.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name);
      }
      return new JsonMapper().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
