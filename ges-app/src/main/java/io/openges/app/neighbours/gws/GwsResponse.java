package io.openges.app.neighbours.gws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers. Immutable and thread-safe.
 *
 * @param status the HTTP status
 * @param type of the text
 * @param text the body, empty for none
 * @param location where a browser goes next, null to stay
 */
record GwsResponse(
    int status, String type, String text, @Nullable String location) {

  /** Reads and writes JSON. */
  static final JsonMapper JSON = new JsonMapper();

  /** The answer to whoever is not let in. */
  static final GwsResponse UNAUTHORIZED = failure(401, "not authorized");

  /** The answer where there is nothing. */
  static final GwsResponse NOT_FOUND = failure(404, "not found");

  /** Returns JSON. */
  static GwsResponse json(int status, JsonNode json) {
    return new GwsResponse(status, "application/json", json.toString(), null);
  }

  /** Returns data in the usual envelope. */
  static GwsResponse data(JsonNode data) {
    var root = success();
    root.set("data", data);
    return json(200, root);
  }

  /** Returns the usual envelope without data. */
  static GwsResponse done() {
    return json(200, success());
  }

  /** Returns a failure in the usual envelope. */
  static GwsResponse failure(int status, String message) {
    var root = JSON.createObjectNode();
    root.putObject("status").put("code", status).put("message", message);
    return json(status, root);
  }

  /** Returns a page. */
  static GwsResponse page(String html) {
    return new GwsResponse(200, "text/html; charset=utf-8", html, null);
  }

  /** Sends a browser elsewhere. */
  static GwsResponse redirect(String location) {
    return new GwsResponse(302, "text/plain", "", location);
  }

  private static ObjectNode success() {
    var root = JSON.createObjectNode();
    root.putObject("status").put("code", 0);
    return root;
  }

  void send(HttpExchange exchange) throws IOException {
    var bytes = text.getBytes(UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    if (location != null) {
      headers.set("Location", location);
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Returns the status only: the text may hold a token. */
  @Override
  public String toString() {
    return "GwsResponse[" + status + "]";
  }
}
