package io.openges.adapter.gws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Genesys service answered, read leniently: fields that nobody asks for are ignored.
 * Thread-safe as long as nobody changes the body.
 *
 * @param status the HTTP status, 200 to 299 or 400 to 499
 * @param body the JSON of the answer; a missing node if there is none
 */
public record Answer(int status, JsonNode body) {

  private static final int FIRST_ERROR = 400;

  /** Says whether the request was granted. */
  public boolean isSuccess() {
    return status < FIRST_ERROR;
  }

  /**
   * Returns what the usual envelope {@code {"status":{"code":0},"data":…}} holds, a missing node if
   * there is nothing in it.
   *
   * @throws BrokenAnswerException if the request was not granted, or the envelope says that it
   *     failed
   */
  public JsonNode data() throws BrokenAnswerException {
    if (status == 401 || status == 403) {
      throw new BrokenAnswerException("answered " + status);
    }
    if (!isSuccess()) {
      throw new RequestRefusedException(status);
    }
    int code = body.path("status").path("code").asInt(0);
    if (code != 0) {
      throw new BrokenAnswerException("answered " + status + " with code " + code);
    }
    return body.path("data");
  }

  /** Returns the first of {@code names} that {@code object} has as a text that is not blank. */
  public static Optional<String> text(JsonNode object, String... names) {
    for (var name : names) {
      var value = object.path(name);
      if (value.isTextual() && !value.textValue().isBlank()) {
        return Optional.of(value.textValue().strip());
      }
    }
    return Optional.empty();
  }

  /** Returns the elements of {@code array}, none if it is no array. */
  public static List<JsonNode> elements(JsonNode array) {
    var all = new ArrayList<JsonNode>();
    if (array.isArray()) {
      array.forEach(all::add);
    }
    return all;
  }
}
