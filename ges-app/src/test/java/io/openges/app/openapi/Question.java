package io.openges.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.app.installation.Answer;
import io.openges.app.installation.Http;
import io.openges.app.openapi.Operations.Operation;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to an operation, to be sent as often as one likes. Immutable, if nobody changes the
 * body.
 *
 * @param operation what is asked
 * @param address with its query
 * @param body null for none
 * @param headers by their names
 * @param callback the one that the request is about, which is of nobody else's business
 */
record Question(
    Operation operation,
    String address,
    @Nullable JsonNode body,
    Map<String, String> headers,
    String callback) {

  Question {
    headers = Map.copyOf(headers);
  }

  /** Returns the same with one more header, or another value of it. */
  Question withHeader(String name, String value) {
    var all = new TreeMap<>(headers);
    all.put(name, value);
    return new Question(operation, address, body, all, callback);
  }

  /** Returns the same with a member of the body set. */
  Question with(String member, JsonNode value) {
    if (!(body instanceof ObjectNode object)) {
      throw new IllegalStateException(operation + " reads no object");
    }
    return withBody(object.deepCopy().set(member, value));
  }

  /** Returns the same with another body. */
  Question withBody(JsonNode other) {
    return new Question(operation, address, other, headers, callback);
  }

  /** Returns the same of somebody else, whose name or key stands instead of the one. */
  Question instead(String name, String other) {
    if (name.isEmpty()) {
      return this;
    }
    var all = new TreeMap<>(headers);
    all.replaceAll((header, value) -> value.equals(name) ? other : value);
    return new Question(operation, address.replace(name, other), body, all, callback);
  }

  /** Sends it. */
  Answer send() {
    var flat = new ArrayList<String>();
    headers.forEach((name, value) -> {
      flat.add(name);
      flat.add(value);
    });
    return Http.send(operation.method(), URI.create(address), body, flat.toArray(new String[0]));
  }

  @Override
  public String toString() {
    return operation.toString();
  }
}
