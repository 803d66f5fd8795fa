package io.openges.adapter.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driving.callback.KeepSessionData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What sessions keep with their callback, as JSON (specification 5.1). Safe for use by many threads
 * at once.
 */
final class Storage {

  private static final int MAX_KEY = 128;

  private final KeepSessionData port;

  Storage(KeepSessionData port) {
    this.port = port;
  }

  /**
   * Returns everything as one object.
   *
   * @throws ProblemException if there is no such callback
   */
  ObjectNode read(CallbackKey key) {
    var values = port.read(key).orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
    var object = JsonNodeFactory.instance.objectNode();
    values.forEach((name, json) -> object.set(name, Json.stored(json)));
    return object;
  }

  /**
   * Returns one value.
   *
   * @throws ProblemException if there is no such callback, or nothing under that name
   */
  JsonNode read(CallbackKey key, String name) {
    var value = read(key).get(checked(name));
    if (value == null) {
      throw ProblemException.of(StatusCode.PATH);
    }
    return value;
  }

  /** Replaces everything. */
  void replace(CallbackKey key, JsonNode body) {
    check(port.replace(key, texts(object(body), new ArrayList<>())));
  }

  /** Adds the members of an object; those that are null are removed. */
  void merge(CallbackKey key, JsonNode body) {
    var removed = new ArrayList<String>();
    var values = texts(object(body), removed);
    check(port.merge(key, values));
    if (!removed.isEmpty()) {
      check(port.remove(key, removed));
    }
  }

  /** Sets one value; null removes it. */
  void put(CallbackKey key, String name, JsonNode value) {
    if (value.isNull()) {
      remove(key, List.of(name));
    } else {
      check(port.merge(key, Map.of(checked(name), Json.text(value))));
    }
  }

  /** Removes the values of {@code names}; of all, if it is empty. */
  void remove(CallbackKey key, List<String> names) {
    names.forEach(Storage::checked);
    check(port.remove(key, names));
  }

  private static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw ProblemException.parameter("body", "expected a JSON object");
  }

  private static Map<String, String> texts(ObjectNode object, List<String> removed) {
    var values = new LinkedHashMap<String, String>();
    object.properties().forEach(entry -> {
      var name = checked(entry.getKey());
      if (entry.getValue().isNull()) {
        removed.add(name);
      } else {
        values.put(name, Json.text(entry.getValue()));
      }
    });
    return values;
  }

  private static String checked(String name) {
    if (name.isEmpty() || name.length() > MAX_KEY) {
      throw ProblemException.parameter("key", "expected 1 to " + MAX_KEY + " characters");
    }
    return name;
  }

  private static void check(SessionStorage.Outcome outcome) {
    switch (outcome) {
      case STORED -> {}
      case UNKNOWN -> throw ProblemException.of(StatusCode.CALLBACK_UNKNOWN);
      case TOO_LARGE ->
        throw ProblemException.parameter(
            "storage", "expected at most " + SessionStorage.MAX_BYTES + " bytes in all");
    }
  }
}
