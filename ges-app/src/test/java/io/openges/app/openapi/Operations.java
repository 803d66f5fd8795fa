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

/**
 * The operations that the internal document names; what the external listener serves is among them.
 * Immutable and thread-safe.
 */
public final class Operations {

  private static final String DOCUMENT = "/io/openges/adapter/http/openapi/internal.json";
  private static final JsonNode INTERNAL = read();

  /** Literal paths before those with parameters. */
  private static final List<Operation> ALL = all();

  private Operations() {}

  /**
   * One method of one path.
   *
   * @param method in capitals
   * @param path with its parameters in braces
   * @param description what the document says of it
   */
  public record Operation(String method, String path, JsonNode description) {

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

  /** Returns the document. */
  public static JsonNode document() {
    return INTERNAL;
  }

  /** Returns every operation. */
  public static List<Operation> list() {
    return ALL;
  }

  /** Returns the operation of a request, empty if there is none. */
  static Optional<Operation> of(String method, String address) {
    return ALL.stream()
        .filter(operation -> operation.method().equals(method) && operation.hasPath(address))
        .findFirst();
  }

  private static List<Operation> all() {
    var operations = new ArrayList<Operation>();
    INTERNAL
        .path("paths")
        .properties()
        .forEach(path -> path.getValue()
            .properties()
            .forEach(method -> operations.add(new Operation(
                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
    operations.sort(Comparator.comparing(operation -> operation.path().replace('{', '~')));
    return List.copyOf(operations);
  }

  private static JsonNode read() {
    try (var stream = Operations.class.getResourceAsStream(DOCUMENT)) {
      if (stream == null) {
        throw new IllegalStateException(DOCUMENT);
      }
      return new JsonMapper().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
