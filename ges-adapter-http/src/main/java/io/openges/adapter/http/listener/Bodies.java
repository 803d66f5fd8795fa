package io.openges.adapter.http.listener;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies up to the listener's limit and looks at their media type (specifications 2.9
 * and 2.11). Immutable and thread-safe.
 *
 * @param limit most bytes of a body
 */
record Bodies(int limit) {

  static final String FORM = "application/x-www-form-urlencoded";

  /** The attribute of a request whose body is there, as bytes. */
  static final String WHOLE = Bodies.class.getName();

  /**
   * Returns the whole body; not a copy if it is there, so that it takes memory once.
   *
   * @throws ProblemException with 413 if it is declared larger, or is, and with 400 if it breaks
   *     off
   */
  byte[] read(HttpServletRequest request) {
    checkDeclared(request);
    try {
      var body = request.getAttribute(WHOLE) instanceof byte[] whole
          ? whole
          : request.getInputStream().readNBytes(limit + 1);
      if (body.length > limit) {
        throw ProblemException.of(StatusCode.TOO_LARGE);
      }
      return body;
    } catch (IOException | IllegalStateException broken) {
      throw ProblemException.parameter("body", "incomplete or malformed");
    }
  }

  /** Refuses a body that says of itself that it is too large. */
  void checkDeclared(HttpServletRequest request) {
    if (request.getContentLengthLong() > limit) {
      throw ProblemException.of(StatusCode.TOO_LARGE);
    }
  }

  /**
   * Checks the media type; none at all counts as JSON.
   *
   * @throws ProblemException with 415 if it is neither JSON in UTF-8 nor an accepted form
   */
  static void checkMediaType(@Nullable String contentType, Route.BodyForm form) {
    if (contentType == null || contentType.isBlank() || form == Route.BodyForm.NONE) {
      return;
    }
    var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    var type = parts[0].strip();
    boolean accepted = type.equals("application/json")
        || type.equals("application/merge-patch+json")
        || (form == Route.BodyForm.JSON_OR_FORM && type.equals(FORM));
    if (!accepted || !isUtf8(parts)) {
      throw ProblemException.of(StatusCode.MEDIA_TYPE);
    }
  }

  private static boolean isUtf8(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=")
          && !parameter.equals("charset=utf-8")
          && !parameter.equals("charset=utf8")) {
        return false;
      }
    }
    return true;
  }
}
