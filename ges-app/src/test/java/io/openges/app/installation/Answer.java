package io.openges.app.installation;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a node answered. Immutable and thread-safe.
 *
 * @param status the HTTP code
 * @param headers of the answer
 * @param text the body as it came
 * @param json the body as JSON, a missing node if it is none
 */
public record Answer(int status, HttpHeaders headers, String text, JsonNode json) {

  /** Returns the code of the envelope, -1 without one. */
  public int code() {
    return json.path("status").path("code").asInt(-1);
  }

  /** Returns both codes, as {@code "429 7110"}. */
  public String outcome() {
    return status + " " + code();
  }

  /** Returns the message of the envelope, empty without one. */
  public String message() {
    return json.path("status").path("message").asText("");
  }

  /** Returns the data, a missing node without any. */
  public JsonNode data() {
    return json.path("data");
  }

  /** Returns the id in the data, empty without one. */
  public String id() {
    return data().path("id").asText("");
  }

  /** Returns the state in the data, empty without one. */
  public String state() {
    return data().path("callbackState").asText("");
  }

  /** Returns a header, empty if it was not sent. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }
}
