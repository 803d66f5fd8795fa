package io.openges.adapter.http.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Texts;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request, read as UTF-8 whatever its media type says of the body (specification
 * 2.10). Immutable and thread-safe.
 *
 * @param raw as it came, null if there is none
 */
record QueryString(@Nullable String raw) {

  /** What no decoder understands. */
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  /** Says whether a text has a percent sign without two hexadecimal digits. */
  static boolean isBroken(String text) {
    return text.indexOf('%') >= 0 && BROKEN_ESCAPE.matcher(text).find();
  }

  /**
   * Returns the values of a parameter, in their order.
   *
   * @throws ProblemException with code 501 if one is not encoded as it should be
   */
  List<String> values(String name) {
    var values = new ArrayList<String>();
    for (var parameter : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = parameter.indexOf('=');
      var key = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
      if (key.filter(name::equals).isPresent()) {
        // what cannot be decoded would count as absent, and something else be answered
        var value = decoded(equals < 0 ? "" : parameter.substring(equals + 1))
            .orElseThrow(() ->
                ProblemException.parameter(name, "expected two hexadecimal digits after each %"));
        Texts.check(name, value);
        values.add(value);
      }
    }
    return values;
  }

  private static Optional<String> decoded(String text) {
    return isBroken(text) ? Optional.empty() : Optional.of(URLDecoder.decode(text, UTF_8));
  }
}
