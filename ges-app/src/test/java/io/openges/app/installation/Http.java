package io.openges.app.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openges.app.openapi.Documented;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends requests over HTTP/1.1. Thread-safe. */
public final class Http {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(2))
      .build();

  private Http() {}

  /** Sends a GET request; {@code headers} are names and values in turn. */
  public static Answer get(URI uri, String... headers) {
    return send("GET", uri, null, headers);
  }

  /** Sends a POST request with JSON of {@code body}, or {@code body} itself if it is a string. */
  public static Answer post(URI uri, Object body, String... headers) {
    return send("POST", uri, body, headers);
  }

  /**
   * Sends a request.
   *
   * @param body null for none, a string to be sent as it is, or what to write as JSON
   * @param headers names and values in turn
   * @throws UncheckedIOException if there is no answer
   */
  public static Answer send(String method, URI uri, @Nullable Object body, String... headers) {
    return sendWithin(PATIENCE, method, uri, body, headers);
  }

  /** Does the same, with another patience. */
  public static Answer sendWithin(
      Duration patience, String method, URI uri, @Nullable Object body, String... headers) {
    var builder = HttpRequest.newBuilder(uri).timeout(patience);
    if (headers.length > 0) {
      builder.headers(headers);
    }
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(textOf(body));
    if (body != null) {
      var type = List.of(headers).indexOf("Content-Type");
      builder.setHeader("Content-Type", type < 0 ? "application/json" : headers[type + 1]);
    }
    try {
      var response =
          CLIENT.send(builder.method(method, publisher).build(), BodyHandlers.ofString());
      var text = response.body();
      var answer = new Answer(response.statusCode(), response.headers(), text, read(text));
      Documented.check(method, uri, response.headers(), answer.status(), answer.code());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String textOf(Object body) {
    try {
      return body instanceof String text ? text : JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }
}
