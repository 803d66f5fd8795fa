package io.openges.app.neighbours.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Gives tokens to everybody who asserts anything, and takes pushes for those who have one. Safe for
 * use by many threads at once.
 */
final class Firebase {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int MOST_KEPT = 1_000;
  private static final String TOKEN = "simulated-token";
  private static final JsonMapper JSON = new JsonMapper();

  private final Deque<JsonNode> delivered = new ArrayDeque<>();

  /** Answers a request for a token. */
  Answer token(Map<String, String> form) {
    if (form.getOrDefault("assertion", "").split("\\.", -1).length != 3) {
      return failure(BAD_REQUEST, "INVALID_ARGUMENT");
    }
    return new Answer(
        OK,
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", TOKEN)
            .put("expires_in", 3599)
            .put("token_type", "Bearer"));
  }

  /** Takes a push; devices whose token begins with {@code gone} are not reached. */
  Answer send(String authorization, String body) {
    if (!authorization.equals("Bearer " + TOKEN)) {
      return failure(UNAUTHORIZED, "UNAUTHENTICATED");
    }
    var request = parse(body);
    var message = request.path("message");
    var device = message.path("token").asText("");
    if (device.isEmpty()) {
      return failure(BAD_REQUEST, "INVALID_ARGUMENT");
    }
    if (device.startsWith("gone")) {
      return failure(NOT_FOUND, "UNREGISTERED");
    }
    if (!request.path("validate_only").asBoolean(false)) {
      keep(message);
    }
    return new Answer(
        OK, JsonNodeFactory.instance.objectNode().put("name", "projects/p/messages/1"));
  }

  private synchronized void keep(JsonNode message) {
    if (delivered.size() >= MOST_KEPT) {
      delivered.poll();
    }
    delivered.add(message);
  }

  /** Returns the last messages that devices were sent, in order. */
  synchronized List<JsonNode> delivered() {
    return new ArrayList<>(delivered);
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException malformed) {
      return MissingNode.getInstance();
    }
  }

  private static Answer failure(int status, String code) {
    var json = JsonNodeFactory.instance.objectNode();
    var error = json.putObject("error").put("code", status).put("status", code);
    error.putArray("details").addObject().put("errorCode", code);
    return new Answer(status, json);
  }

  /** What is answered. */
  record Answer(int status, ObjectNode json) {}
}
