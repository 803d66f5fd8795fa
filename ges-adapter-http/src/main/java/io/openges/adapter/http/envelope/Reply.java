package io.openges.adapter.http.envelope;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An answer ready to be sent. Thread-safe as long as nobody writes to the body's array. */
public final class Reply {

  /** The media type of JSON answers. */
  public static final String JSON = "application/json; charset=utf-8";

  private final int http;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  /**
   * Makes the answer.
   *
   * @param http the HTTP status
   * @param contentType the body's media type
   * @param body the body, empty for none; not copied
   * @param headers more headers by name
   */
  public Reply(int http, String contentType, byte[] body, Map<String, String> headers) {
    this.http = http;
    this.contentType = requireNonNull(contentType, "contentType");
    this.body = requireNonNull(body, "body");
    this.headers = Map.copyOf(headers);
  }

  /** Returns a JSON answer. */
  public static Reply json(int http, Object value) {
    return new Reply(http, JSON, Json.bytes(value), Map.of());
  }

  /** Returns an answer of a JSON text that was written before. */
  public static Reply jsonText(String text) {
    return new Reply(200, JSON, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** Returns the answer to a request that ended in {@code problem}. */
  public static Reply failure(String corrId, ProblemException problem) {
    return new Reply(
        problem.code().http(),
        JSON,
        Json.bytes(Envelope.failure(corrId, problem)),
        problem.headers());
  }

  /** Returns a copy with one more header. */
  public Reply withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new Reply(http, contentType, body, more);
  }

  /** Returns the HTTP status. */
  public int http() {
    return http;
  }

  /** Returns the body's media type. */
  public String contentType() {
    return contentType;
  }

  /** Returns the body, empty for none; not a copy. */
  public byte[] body() {
    return body;
  }

  /** Returns the headers by name, without the media type. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns status and length: the body may hold personal data. */
  @Override
  public String toString() {
    return "Reply[" + http + ", " + body.length + " bytes]";
  }
}
